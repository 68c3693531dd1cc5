"""check.py FOLDER: the onnx package takes each policy for a valid model and, where it can run it, acts the same."""
import hashlib
import json
import pathlib
import sys

import onnx
from onnx import checker, shape_inference

try:
    import numpy
    from onnx.reference import ReferenceEvaluator
except ImportError:
    ReferenceEvaluator = None


def is_intact(model):
    """The property deepq.content_hash is the SHA-256 of the model without it."""
    stamps = [p for p in model.metadata_props if p.key == "deepq.content_hash"]
    if len(stamps) != 1:
        return False
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    del copy.metadata_props[:]
    copy.metadata_props.extend(p for p in model.metadata_props if p.key != "deepq.content_hash")
    return hashlib.sha256(copy.SerializeToString(deterministic=True)).hexdigest() == stamps[0].value


def differing_actions(model, expected):
    dtype = numpy.uint8 if expected["bytes"] else numpy.float32
    rows = expected["rows"]
    feeds = {"State": numpy.array(expected["states"], dtype).reshape([rows, *expected["shape"]])}
    if expected["legal"]:
        feeds["ActionMask"] = numpy.array(expected["legal"], bool).reshape([rows, -1])
    (actions,) = ReferenceEvaluator(model).run(["Action"], feeds)
    return int((actions != numpy.array(expected["actions"])).sum())


failed = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(str(path))
    said = []
    try:
        checker.check_model(model, full_check=True)
        shape_inference.infer_shapes(model, strict_mode=True)
        said.append("valid")
        if not is_intact(model):
            raise ValueError("its content hash does not fit")
        said.append("content hash fits")
        if ReferenceEvaluator is not None:
            differ = differing_actions(model, json.loads(path.with_suffix(".json").read_text()))
            said.append(f"{differ} actions differ")
            if differ:
                raise ValueError("the reference evaluator acts differently")
        print(f"ok     {path.name}: {', '.join(said)}, operator set {model.opset_import[0].version}")
    except Exception as error:  # whatever is wrong with one model, the others are still checked
        failed += 1
        print(f"FAILED {path.name}: {', '.join(said)}: {error}")

if ReferenceEvaluator is None:
    print(f"left out: onnx {onnx.__version__} has no reference evaluator (1.13 has)")
sys.exit(1 if failed else 0)
