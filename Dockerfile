# The same steps as `make demo`, in a slim image, as a user without rights; data in the volume /data.
# PyTorch's CPU build is much smaller than its default one: pass its index as PIP_EXTRA_INDEX_URL.
# EXTRAS are the language models whose packages are added: --build-arg EXTRAS=anthropic,bedrock
#
# The service:       docker run -p 8080:8080 -v policydesk:/data --env-file policydesk.env policydesk serve
# With the sample:   docker run -p 8080:8080 -v policydesk:/data --env-file policydesk.env policydesk serve --demo
# Any other command: docker run -it -v policydesk:/data policydesk tickets list
FROM python:3.11-slim
ARG PIP_EXTRA_INDEX_URL=""
ARG EXTRAS=""
ENV HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY . .
RUN PIP_EXTRA_INDEX_URL="$PIP_EXTRA_INDEX_URL" install/environment.sh run "$EXTRAS"
RUN useradd --create-home policydesk && mkdir /data && chown policydesk /data
USER policydesk
ENV PATH="/app/.venv/bin:$PATH" POLICYDESK_DATA=/data POLICYDESK_HOST=0.0.0.0 POLICYDESK_PORT=8080
VOLUME /data
EXPOSE 8080
# The service's own /healthz where it runs, else `policydesk doctor`.
HEALTHCHECK --interval=1m --timeout=60s --start-period=3m CMD ["python", "install/healthy.py"]
ENTRYPOINT ["policydesk"]
CMD ["demo"]
