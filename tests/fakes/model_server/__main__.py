from tests.fakes.model_server.endpoint import Endpoint
from tests.fakes.process import serve

serve(Endpoint)
