namespace DeepQ.Learning.Checkpoints;

/// <summary>A part of a checkpoint: how it is written and how it is read back.</summary>
internal sealed record CheckpointSection(string Name, Action<BinaryWriter> Save, Action<BinaryReader> Load);
