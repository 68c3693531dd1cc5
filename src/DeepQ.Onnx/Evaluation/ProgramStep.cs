using DeepQ.Onnx.Evaluation.Memory;

namespace DeepQ.Onnx.Evaluation;

/// <summary>A step with the values that it reads and writes; one that it overwrites is among both.</summary>
internal sealed record ProgramStep(Step Run, IReadOnlyList<Storage> Reads, IReadOnlyList<Storage> Writes);
