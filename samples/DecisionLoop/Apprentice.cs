using DeepQ.Decisions.Joining;

namespace DecisionLoopSample;

/// <summary>Compares the log with a policy that only observed.</summary>
internal static class Apprentice
{
    /// <summary>Returns the share of the offers that the policy would have made too.</summary>
    public static async Task<double> AgreementAsync(Loop loop)
    {
        (long seen, long agreed) = (0, 0);
        await foreach (JoinedEpisode episode in loop.Log())
        {
            foreach (JoinedRow row in episode.Rows.Where(row => row.Decision.ApprenticeAction is not null))
            {
                seen++;
                agreed += row.Decision.ApprenticeAction == row.Decision.Action ? 1 : 0;
            }
        }

        return (double)agreed / seen;
    }
}
