namespace DeepQ.MLNet.Tests.Export;

/// <summary>A visit to a web page, with columns of several types.</summary>
internal sealed class Visit
{
    public string Page { get; set; } = "";

    public float Seconds { get; set; }

    public int Clicks { get; set; }

    public bool Member { get; set; }

    [VectorType(2)]
    public float[] Scores { get; set; } = [0, 0];

    public string Action { get; set; } = "";

    public float Reward { get; set; }

    public bool Terminated { get; set; } = true;

    public string EpisodeId { get; set; } = "";

    public static Visit[] Rows { get; } = [.. Enumerable.Range(0, 60).Select(i => new Visit
    {
        Page = new[] { "home", "shop", "help me" }[i % 3],
        Seconds = 1 + (i * 7 % 20),
        Clicks = i % 5,
        Member = i % 4 == 0,
        Scores = [i % 7, -i % 11],
        Action = i % 2 == 0 ? "offer" : "none",
        Reward = i % 6,
        EpisodeId = $"{i}",
    })];
}
