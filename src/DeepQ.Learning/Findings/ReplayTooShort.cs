namespace DeepQ.Learning.Findings;

/// <summary>The replay forgets the beginning of an episode before it has ended.</summary>
internal static class ReplayTooShort
{
    public static Finding? Of(TrainingEvidence evidence)
    {
        if (evidence.ReplayCapacity is not { } capacity || evidence.LongestEpisode <= capacity)
            return null;
        return new Finding(
            nameof(ReplayTooShort),
            $"The replay keeps {capacity} transitions of an environment, and an episode had {evidence.LongestEpisode}: its beginning " +
            "was forgotten before its end was seen.",
            "Raise ReplayCapacity to that of many episodes.")
        {
            Figures = new Dictionary<string, double>
            {
                ["replay_capacity"] = capacity,
                ["longest_episode"] = evidence.LongestEpisode,
            },
        };
    }
}
