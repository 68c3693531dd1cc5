using DeepQ.Environments.Tabular;

namespace DeepQ.Environments.Tests.Support;

/// <summary>Exact values of tabular problems by dynamic programming over the model.</summary>
internal static class Planning
{
    /// <summary>The optimal values with so many steps to go; many steps give those of the endless problem.</summary>
    public static double[] OptimalValues(TabularEnvironment environment, double gamma, int steps)
    {
        double[] values = new double[environment.StateCount];
        for (int i = 0; i < steps; i++)
        {
            double[] previous = values;
            values =
            [
                .. Enumerable.Range(0, environment.StateCount).Select(state =>
                    Enumerable.Range(0, environment.ActionSpace.Count).Max(action =>
                        environment.GetTransitions(state, action).Sum(t =>
                            t.Probability * (t.Reward + (t.Terminated ? 0 : gamma * previous[t.NextState]))))),
            ];
        }

        return values;
    }

    /// <summary>The value of the start distribution.</summary>
    public static double StartValue(TabularEnvironment environment, double[] values) =>
        environment.StartDistribution.Zip(values, (probability, value) => probability * value).Sum();
}
