namespace DeepQ.Environments.Checking;

/// <summary>The observation and the result of one step or reset.</summary>
internal sealed record RecordedStep(float[] Observation, StepResult Result)
{
    /// <summary>Describes how this step differs from another one; null if they are equal bit for bit.</summary>
    public string? DifferenceFrom(RecordedStep other)
    {
        if (Result.Done != other.Result.Done || Result.Terminated != other.Result.Terminated)
            return $"another end of the episode ({Describe(Result)}, then {Describe(other.Result)})";
        if (!Result.Reward.Equals(other.Result.Reward))
            return $"another reward ({Result.Reward}, then {other.Result.Reward})";
        int position = Enumerable.Range(0, Observation.Length)
            .FirstOrDefault(i => !Observation[i].Equals(other.Observation[i]), -1);
        return position < 0
            ? null
            : $"another observation (position {position}: {Observation[position]}, then {other.Observation[position]})";
    }

    private static string Describe(StepResult result) =>
        result.Terminated ? "terminated" : result.Truncated ? "truncated" : "not ended";
}
