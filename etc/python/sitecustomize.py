"""Makes pyarrow honour AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL, as every other AWS client does.

pyarrow's S3FileSystem ignores both, so that for instance PyAthena's ArrowCursor looks for its results at Amazon. With
this folder in PYTHONPATH no program needs a change. Does nothing where neither variable is set, and never imports
pyarrow by itself.
"""
import importlib.util
import os
import sys


class _PointS3FileSystem:
    def find_spec(self, name, path=None, target=None):
        if name != "pyarrow.fs":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            module.S3FileSystem = _pointed(module.S3FileSystem)

        spec.loader.exec_module = exec_module
        return spec


def _pointed(original):
    class S3FileSystem(original):
        def __init__(self, *arguments, endpoint_override=None, **options):
            super().__init__(*arguments, endpoint_override=endpoint_override or _endpoint(), **options)

    return S3FileSystem


def _endpoint():
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")


if _endpoint():
    sys.meta_path.insert(0, _PointS3FileSystem())
