namespace DeepQ.Environments.Checking;

/// <summary>
/// Checks whether an environment keeps the contract of <see cref="IEnvironment"/>: plays it with random actions and
/// reports every violation.
/// </summary>
public static class EnvironmentChecker
{
    /// <summary>Checks an environment.</summary>
    /// <param name="environment">The environment; it is reset and stepped many times.</param>
    /// <param name="seed">The seed of the random actions and of the environment's generator.</param>
    /// <param name="steps">
    /// The number of steps to play. Choose enough for several episodes.
    /// </param>
    /// <returns>
    /// One sentence for each fault, with the first place where it occurred; empty if there are none.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not positive.</exception>
    public static IReadOnlyList<string> Check(IEnvironment environment, ulong seed = 0, int steps = 2000)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);

        CheckReport findings = new();
        if (!DescribesItself(environment, findings))
            return findings.Sentences;

        RandomRollout player = new(environment, findings);
        try
        {
            Action restore = Keep(environment, player, seed);
            List<RecordedStep> first = player.Play(seed, steps);
            restore();
            List<RecordedStep> second = player.Play(seed, steps);
            Compare(first, second, findings);
            RefusesBadSteps(environment, player, seed, findings);
            if (environment.StateSize > 0)
                SaveLoadCheck.Run(environment, player, seed, steps, findings);
            if (!first.Exists(moment => moment.Result.Done))
            {
                findings.Add(
                    $"No episode ended within {steps} random steps. Unless this is intended, wrap the environment in "
                    + "TimeLimit, or check it with more steps.");
            }
        }
        catch (EnvironmentFailureException failure)
        {
            findings.Add(failure.Message);
        }

        return findings.Sentences;
    }

    /// <summary>
    /// Checks the description of observations for bounds that the element type cannot represent, unscaled pixels and
    /// axes in another order.
    /// </summary>
    /// <param name="space">The observation space.</param>
    /// <param name="asImage">Whether three axes are interpreted as (channel, height, width), as convolutions do.</param>
    /// <returns>One sentence for each finding; empty if there are none.</returns>
    public static IReadOnlyList<string> CheckSpace(BoxSpace space, bool asImage = true)
    {
        ArgumentNullException.ThrowIfNull(space);
        return [.. ObservationSpaceCheck.Run(space, asImage)];
    }

    private static bool DescribesItself(IEnvironment environment, CheckReport findings)
    {
        if (string.IsNullOrWhiteSpace(environment.Name))
            findings.Add("Name is empty; errors and saved models are labeled with it.");
        if (environment.ObservationSpace is null)
            findings.Add("ObservationSpace is null.");
        else
            findings.AddAll(ObservationSpaceCheck.Run(environment.ObservationSpace, asImage: true));
        if (environment.ActionSpace is null)
            findings.Add("ActionSpace is null.");
        if (environment.StateSize < 0)
            findings.Add($"StateSize is {environment.StateSize}; use 0 when the state cannot be saved.");
        return environment is { ObservationSpace: not null, ActionSpace: not null, StateSize: >= 0 };
    }

    // State that survives a reset on purpose must be the same at the start of both runs.
    private static Action Keep(IEnvironment environment, RandomRollout player, ulong seed)
    {
        if (!environment.RemembersAcrossEpisodes || environment.StateSize == 0)
            return () => { };
        player.Start(seed);
        double[] state = new double[environment.StateSize];
        RandomRollout.Guard("SaveState", () => environment.SaveState(state));
        return () => RandomRollout.Guard("LoadState", () => environment.LoadState(state, player.NewBuffer()));
    }

    private static void Compare(List<RecordedStep> first, List<RecordedStep> second, CheckReport findings)
    {
        for (int step = 0; step < first.Count; step++)
        {
            if (first[step].DifferenceFrom(second[step]) is string difference)
            {
                findings.Add(
                    $"Not deterministic: with the same generator and the same actions, step {step} returned "
                    + $"{difference}. Draw only from the generator that is passed in, and set every field in Reset.");
                return;
            }
        }
    }

    private static void RefusesBadSteps(IEnvironment environment, RandomRollout player, ulong seed, CheckReport findings)
    {
        foreach (int action in (int[])[-1, environment.ActionSpace.Count])
        {
            player.Start(seed);
            if (!player.Throws<ArgumentOutOfRangeException>(action))
            {
                findings.Add(
                    $"Step({action}) did not throw ArgumentOutOfRangeException, though the actions are 0 to "
                    + $"{environment.ActionSpace.Count - 1}.");
            }
        }
    }
}
