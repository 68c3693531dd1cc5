namespace DeepQ.Learning.Findings;

/// <summary>The replay overwrites the beginning of an episode before the episode has ended.</summary>
internal static class ReplayTooShort
{
    public static Finding? Of(TrainingEvidence evidence)
    {
        if (evidence.ReplayCapacity is not { } capacity || evidence.LongestEpisode <= capacity)
            return null;
        return new Finding(
            nameof(ReplayTooShort),
            $"The replay keeps {capacity} transitions per environment, but an episode had {evidence.LongestEpisode}: its beginning " +
            "was overwritten before the episode ended.",
            "Raise ReplayCapacity to the length of many episodes.")
        {
            Figures = new Dictionary<string, double>
            {
                ["replay_capacity"] = capacity,
                ["longest_episode"] = evidence.LongestEpisode,
            },
        };
    }
}
