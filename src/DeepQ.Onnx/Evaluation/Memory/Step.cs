namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Computes the outputs of one node.</summary>
/// <param name="memory">The values of a run.</param>
/// <param name="states">The number of states.</param>
internal delegate void Step(RunMemory memory, int states);
