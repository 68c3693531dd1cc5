namespace DeepQ.MLNet.Tests.Support;

/// <summary>A step of an episode: what a shop knew, what it ordered, and what came of it.</summary>
public sealed class EpisodeStep
{
    public string EpisodeId { get; set; } = "";

    public int Timestamp { get; set; }

    public float Stock { get; set; }

    public string Weather { get; set; } = "dry";

    public string Action { get; set; } = "";

    public float Reward { get; set; }

    public bool Terminated { get; set; }

    public bool Truncated { get; set; }

    public float NextStock { get; set; }

    public string NextWeather { get; set; } = "dry";

    public EpisodeStep Copy() => (EpisodeStep)MemberwiseClone();
}
