using DeepQ.Decisions;
using DeepQ.Decisions.Policies;
using DeepQ.Onnx.Policies;

namespace DecisionServer.Demo;

/// <summary>The policies of the demo, written by hand instead of trained.</summary>
internal static class DemoPolicies
{
    /// <summary>Adds a policy that uses only the time of day.</summary>
    public static RegisteredVersion AddFirst(PolicyRegistry registry) => Add(
        registry, [DemoShop.Chances[0], [0.45f, 0, 0, 0], [0.475f, 0, 0, 0]], "knows the time of day", 0.54, "a first try");

    /// <summary>Adds a policy that uses the whole state.</summary>
    public static RegisteredVersion AddSecond(PolicyRegistry registry) => Add(
        registry, DemoShop.Chances, "knows the time of day, regular customers and the weather", 0.65, "learned from the first hour");

    private static RegisteredVersion Add(PolicyRegistry registry, float[][] rows, string what, double estimate, string why)
    {
        LinearLayer layer = new(rows.SelectMany(row => row[1..]).ToArray(), rows.Select(row => row[0]).ToArray());
        PolicyMetadata about = new()
        {
            ObservationShape = [DemoShop.StateSize],
            ActionNames = DemoShop.Actions.Split(','),
            Gamma = 0,
            Algorithm = "by hand",
        };
        string json = FormattableString.Invariant($$"""{"algorithm": "by hand", "estimate": {{estimate}}, "knows": "{{what}}"}""");
        string markdown = FormattableString.Invariant(
            $"""
            # A policy that {what}

            Written by hand for the demo; a training writes its own card here.

            | what | value |
            |---|---|
            | Q-function | linear, 3 values to 3 actions |
            | reward it should earn | {estimate:0.00} a decision |

            - It has **not** been learned from data.
            """);
        return registry.Add(PolicyGraph.ToBytes([layer], about), new(json, markdown), why);
    }
}
