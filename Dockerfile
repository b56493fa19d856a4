# The same steps as `make demo`, in a slim image, as a user without rights; data in the volume /data.
# PyTorch's CPU build is much smaller than its default one: pass its index as PIP_EXTRA_INDEX_URL.
FROM python:3.11-slim
ARG PIP_EXTRA_INDEX_URL=""
ENV HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY . .
RUN PIP_EXTRA_INDEX_URL="$PIP_EXTRA_INDEX_URL" install/environment.sh run
RUN useradd --create-home policydesk && mkdir /data && chown policydesk /data
USER policydesk
ENV PATH="/app/.venv/bin:$PATH" POLICYDESK_DATA=/data
VOLUME /data
HEALTHCHECK --interval=5m --timeout=60s --start-period=3m CMD ["policydesk", "doctor"]
ENTRYPOINT ["policydesk"]
CMD ["demo"]
