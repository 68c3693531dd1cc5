namespace DeepQ.Learning.Checkpoints;

/// <summary>A part of a checkpoint: how it is written and how it is read back.</summary>
internal sealed record CheckpointSection(string Name, Action<BinaryWriter> Save, Action<BinaryReader> Load)
{
    /// <summary>Whether a file may lack it, as one of before does; such sections come last.</summary>
    public bool IsOptional { get; init; }
}
