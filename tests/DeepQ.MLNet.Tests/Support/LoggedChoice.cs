namespace DeepQ.MLNet.Tests.Support;

/// <summary>A step of an episode whose successor is the next row.</summary>
public sealed class LoggedChoice
{
    public int EpisodeId { get; set; }

    [VectorType(2)]
    public float[] State { get; set; } = [];

    public int Action { get; set; }

    public float Reward { get; set; }

    public bool Terminated { get; set; }

    public float Propensity { get; set; }
}
