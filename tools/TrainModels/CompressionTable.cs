using System.Globalization;
using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Inspection;
using DeepQ.Serving;

namespace TrainModels;

/// <summary>What 8-bit weights cost the policies, in states of episodes that the weights were not fitted to.</summary>
internal static class CompressionTable
{
    private const int FittedStates = 20_000;
    private const int MeasuredStates = 10_000;
    private const ulong OtherSeed = 7;

    /// <summary>The table as Markdown.</summary>
    public static IEnumerable<string> Lines(string models)
    {
        yield return "| policy | rounded to the nearest | fitted to random states | fitted to visited states | bytes | of the original | of the weights |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (Recipe recipe in Recipe.All)
        {
            byte[] model = File.ReadAllBytes(Path.Combine(ModelFolder.FolderOf(recipe, models), ModelFolder.PolicyName));
            IEnvironment environment = recipe.Create();
            float[] measured = Measurements.Visited(model, environment, MeasuredStates, Measurements.Seed);
            byte[] fitted = Fitted(model, environment);
            double nearest = Agreement(model, OnnxCompression.ToInt8Weights(model), measured);
            double random = Agreement(model, OnnxCompression.FitInt8Weights(model, Drawn(environment)), measured);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {environment.Name} | {100 * nearest:F2}% | {100 * random:F2}% | {100 * Agreement(model, fitted, measured):F2}% | "
                    + $"{fitted.Length:N0} | {100.0 * fitted.Length / model.Length:F0}% | {100 * ShareOfWeights(model, fitted):F0}% |");
        }
    }

    /// <summary>The policy with weights that were fitted to states of its own episodes.</summary>
    public static byte[] Fitted(byte[] model, IEnvironment environment) =>
        OnnxCompression.FitInt8Weights(model, Measurements.Visited(model, environment, FittedStates, OtherSeed));

    /// <summary>The part of the states in which two policies choose the same action.</summary>
    public static double Agreement(byte[] model, byte[] other, float[] states)
    {
        int[] expected = Actions(model, states), actual = Actions(other, states);
        return expected.Zip(actual).Count(pair => pair.First == pair.Second) / (double)expected.Length;
    }

    private static int[] Actions(byte[] model, float[] states)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        int[] actions = new int[states.Length / policy.ObservationSize];
        policy.Act(states, actions);
        return actions;
    }

    // The rest of a file are names, properties and the graph, which stay.
    private static double ShareOfWeights(byte[] model, byte[] fitted)
    {
        double weights = sizeof(float) * (double)OnnxModelInfo.Read(model).ParameterCount;
        return (weights - model.Length + fitted.Length) / weights;
    }

    private static float[] Drawn(IEnvironment environment)
    {
        const float width = 10;
        Xoshiro256 random = new(OtherSeed);
        float[] states = new float[FittedStates * environment.ObservationSpace.Size];
        for (int i = 0; i < states.Length; i++)
        {
            float low = environment.ObservationSpace.Low[i % environment.ObservationSpace.Size];
            float high = environment.ObservationSpace.High[i % environment.ObservationSpace.Size];
            states[i] = Math.Max(low, -width) + (random.NextSingle() * (Math.Min(high, width) - Math.Max(low, -width)));
        }

        return states;
    }
}
