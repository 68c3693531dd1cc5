namespace DeepQ.Decisions.Export.Tests;

/// <summary>A row of an export, by the names of its columns.</summary>
#pragma warning disable IDE1006, SA1300 // The names are those of the file.
public sealed class ExportedDecision
{
    public string? episode_id { get; set; }

    public string? decision_id { get; set; }

    public DateTime? time { get; set; }

    public int? step { get; set; }

    public List<float> state { get; set; } = [];

    public List<bool> allowed { get; set; } = [];

    public double? probability { get; set; }

    public double? reward { get; set; }

    public int? reward_parts { get; set; }

    public List<float> candidates { get; set; } = [];
}
