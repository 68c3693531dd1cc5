namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Computes what one node gives.</summary>
/// <param name="memory">The values of a run.</param>
/// <param name="states">How many states the run has.</param>
internal delegate void Step(RunMemory memory, int states);
