namespace DeepQ.Learning.Checkpoints;

/// <summary>A part of a checkpoint, with its writer and its reader.</summary>
internal sealed record CheckpointSection(string Name, Action<BinaryWriter> Save, Action<BinaryReader> Load)
{
    /// <summary>
    /// Gets whether a file may lack the section, as files of earlier versions do. Such sections come last.
    /// </summary>
    public bool IsOptional { get; init; }
}
