namespace DeepQ.Learning.Findings;

/// <summary>Every training episode was ended by a limit and none by what happened in it.</summary>
internal static class AlwaysTruncated
{
    private const int LeastEpisodes = 10;

    public static Finding? Of(TrainingEvidence evidence)
    {
        SeenRewards ends = evidence.Rewards;
        if (evidence.LearnsFromLog || ends.Terminated > 0 || ends.Truncated < LeastEpisodes)
            return null;
        return new Finding(
            nameof(AlwaysTruncated),
            $"All {ends.Truncated} episodes of training were cut off by a limit, the longest after {evidence.LongestEpisode} steps; " +
            "none ended by itself.",
            "If the task has a goal, it was never reached: explore longer, reward parts of the way, or raise the " +
            "limit. If the task has no end, nothing is wrong. If the limit is part of the task, let the environment terminate there, " +
            "with the time in its observation.")
        {
            Figures = new Dictionary<string, double>
            {
                ["truncated"] = ends.Truncated,
                ["longest_episode"] = evidence.LongestEpisode,
            },
        };
    }
}
