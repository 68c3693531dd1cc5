"""check.py FOLDER: the onnx package takes each policy for a valid model, and whatever evaluates it acts the same."""
import hashlib
import json
import pathlib
import sys

import numpy
import onnx
from onnx import checker, shape_inference

import evaluator

try:
    from onnx.reference import ReferenceEvaluator
except ImportError:
    ReferenceEvaluator = None

Q_TOLERANCE = 1e-4  # of the greatest value of a state, or of 1


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


def feeds_of(expected):
    dtype = numpy.uint8 if expected["bytes"] else numpy.float32
    rows = expected["rows"]
    feeds = {"State": numpy.array(expected["states"], dtype).reshape([rows, *expected["shape"]])}
    if expected["legal"]:
        feeds["ActionMask"] = numpy.array(expected["legal"], bool).reshape([rows, -1])
    return feeds


def compare(name, results, expected):
    """What was compared, in words; an error where it differs."""
    values, actions = results
    wanted = numpy.array(expected["qValues"], numpy.float32).reshape(expected["rows"], -1)
    error = (abs(values - wanted) / numpy.maximum(1, abs(wanted).max(axis=1, keepdims=True))).max()
    differ = int((actions != numpy.array(expected["actions"])).sum())
    if differ or not error <= Q_TOLERANCE:
        raise ValueError(f"{name}: {differ} actions differ, Q-values by {error:.1e}")
    return f"{name}: 0 actions differ, Q-values by {error:.0e}"


failed = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(str(path))
    expected = json.loads(path.with_suffix(".json").read_text())
    said = []
    try:
        checker.check_model(model, full_check=True)
        shape_inference.infer_shapes(model, strict_mode=True)
        said.append("valid")
        if not is_intact(model):
            raise ValueError("its content hash does not fit")
        said.append("content hash fits")
        outputs = ["QValues", "Action"]
        said.append(compare("NumPy", evaluator.run(model, outputs, feeds_of(expected)), expected))
        if ReferenceEvaluator is not None:
            reference = ReferenceEvaluator(model).run(outputs, feeds_of(expected))
            said.append(compare("reference evaluator", reference, expected))
        print(f"ok     {path.name}: {', '.join(said)}, operator set {model.opset_import[0].version}")
    except Exception as error:  # whatever is wrong with one model, the others are still checked
        failed += 1
        print(f"FAILED {path.name}: {', '.join(said)}: {error}")

if ReferenceEvaluator is None:
    print(f"left out: onnx {onnx.__version__} has no reference evaluator (1.13 has); NumPy ran them all")
sys.exit(1 if failed else 0)
