using Microsoft.ML.Data;

namespace DeepQ.LargeTables;

/// <summary>A row of a log, of which a table has some columns.</summary>
internal sealed class LogRow
{
    public VBuffer<float> State { get; set; }

    public string Word { get; set; } = "";

    public string Action { get; set; } = "";

    public uint Choice { get; set; }

    public VBuffer<bool> ActionMask { get; set; }

    public float Reward { get; set; }

    public string EpisodeId { get; set; } = "";

    public bool Terminated { get; set; }
}
