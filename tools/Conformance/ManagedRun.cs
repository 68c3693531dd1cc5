using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;

namespace Conformance;

/// <summary>Holds policies in managed code against what they answer in ONNX Runtime.</summary>
internal static class ManagedRun
{
    private const double Tolerance = 1e-5;

    /// <summary>Compares a policy of states.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="model">The file.</param>
    /// <param name="states">The states.</param>
    /// <param name="legal">The legal actions of each; empty where all are.</param>
    /// <param name="qValues">What ONNX Runtime answered.</param>
    /// <param name="actions">What it chose.</param>
    /// <returns>Whether the answers are the same.</returns>
    public static bool Agrees(string name, byte[] model, float[] states, bool[] legal, float[] qValues, int[] actions) => Agrees(
        name, () => ManagedPolicy.Load(model), (policy, q, chosen) => policy.Evaluate(states, q, chosen, legal), qValues, actions);

    /// <summary>Compares a policy of rows.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="visits">The rows.</param>
    /// <param name="qValues">What ONNX Runtime answered.</param>
    /// <param name="actions">What it chose.</param>
    /// <returns>Whether the answers are the same.</returns>
    public static bool Agrees(string name, string path, Visit[] visits, float[] qValues, int[] actions) => Agrees(
        name,
        () => ManagedPolicy.Load(path),
        (policy, q, chosen) => policy.Evaluate(PolicyRows.FromRows(policy, visits), q, chosen),
        qValues,
        actions);

    private static bool Agrees(
        string name, Func<ManagedPolicy> load, Action<ManagedPolicy, float[], int[]> evaluate, float[] qValues, int[] actions)
    {
        try
        {
            using ManagedPolicy policy = load();
            (float[] q, int[] chosen) = (new float[qValues.Length], new int[actions.Length]);
            evaluate(policy, q, chosen);
            double scale = qValues.Max(Math.Abs), error = q.Zip(qValues, (one, other) => Math.Abs((double)one - other)).Max() / scale;
            int others = chosen.Zip(actions).Count(pair => pair.First != pair.Second);
            bool agrees = error <= Tolerance && others == 0;
            Console.WriteLine($"  {(agrees ? "passed" : "FAILED")} {name}: {error:E1} of the scale, {others} other actions");
            return agrees;
        }
        catch (PolicyFormatException refusal)
        {
            Console.WriteLine($"  FAILED {name}: {refusal.Message}");
            return false;
        }
    }
}
