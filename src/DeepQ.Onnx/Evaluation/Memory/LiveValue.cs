namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>A value and the steps, by number, between which its elements must be kept.</summary>
internal sealed record LiveValue(Storage Storage, int First, int Last);
