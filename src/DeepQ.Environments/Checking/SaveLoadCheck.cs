namespace DeepQ.Environments.Checking;

/// <summary>Checks that a saved state continues exactly where it was saved.</summary>
internal static class SaveLoadCheck
{
    private const int Continuation = 20;

    /// <summary>
    /// Saves, continues, loads, continues with the same actions and compares, at several places of a run.
    /// </summary>
    public static void Run(IEnvironment environment, RandomRollout player, ulong seed, int steps, CheckReport findings)
    {
        RecordedStep now = player.Start(seed);
        for (int place = 0; place < steps; place += Continuation)
        {
            double[] state = Save(environment, findings);
            byte[] generator = new byte[Xoshiro256.StateSize];
            player.Random.SaveState(generator);

            List<int> actions = [];
            List<RecordedStep> first = [];
            while (actions.Count < Continuation && (first.Count == 0 || !first[^1].Result.Done))
            {
                actions.Add(player.ChooseAction());
                first.Add(player.Step(actions[^1], "around a saved state"));
            }

            float[] observation = player.NewBuffer();
            RandomRollout.Guard("LoadState", () => environment.LoadState(state, observation));
            player.Random.LoadState(generator);
            player.CheckObservation(observation, "LoadState");
            if (now.DifferenceFrom(now with { Observation = observation }) is string wrong)
            {
                findings.Add(
                    $"LoadState returned {wrong} than when the state was saved.", "loaded observation");
            }


            List<RecordedStep> second = [];
            for (int i = 0; i < actions.Count && (i == 0 || !second[^1].Result.Done); i++)
                second.Add(player.Step(actions[i], "after LoadState"));
            CompareAfterLoad(first, second, findings);
            now = second[^1].Result.Done ? player.Reset() : second[^1];
        }
    }

    private static double[] Save(IEnvironment environment, CheckReport findings)
    {
        double[] state = new double[environment.StateSize];
        Array.Fill(state, double.NaN);
        RandomRollout.Guard("SaveState", () => environment.SaveState(state));
        int missing = Array.FindIndex(state, double.IsNaN);
        if (missing >= 0)
            findings.Add($"SaveState left value {missing} of {state.Length} unwritten, or NaN.", "unsaved");
        return state;
    }

    private static void CompareAfterLoad(List<RecordedStep> first, List<RecordedStep> second, CheckReport findings)
    {
        for (int i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            if (first[i].DifferenceFrom(second[i]) is string difference)
            {
                findings.Add(
                    $"A loaded state does not continue as the saved one did: after {i + 1} steps it returned "
                    + $"{difference}. The state must include everything that the environment remembers, elapsed steps included.",
                    "continuation");
                return;
            }
        }
    }
}
