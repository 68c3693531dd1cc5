namespace DeepQ.Onnx.Policies;

/// <summary>Turns channels, rows and columns into one row of values, the last axis running fastest.</summary>
public sealed record FlattenLayer : PolicyLayer;
