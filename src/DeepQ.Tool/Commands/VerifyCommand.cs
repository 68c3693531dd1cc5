using System.CommandLine;
using System.Globalization;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;
using DeepQ.Tool.Tables;
using DeepQ.Tool.Weights;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq verify</c>: what can be verified of a file alone.</summary>
internal static class VerifyCommand
{
    private sealed record Check(string Name, bool Passed, string Text);

    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        SeedOption seed = new();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("verify", "Checks that a policy file is safe, unchanged and consistent, and that it runs.", """
            It runs where Q-values are finite and the same alone and in batches, and the action is that of the greatest one, on states that are
            drawn within its bounds.
            It does not show that the file computes what was trained, nor that the policy is good: the first is compared when a training is
            exported, the second is what 'deepq evaluate' and the card are for.
            Exit code 1 where a check fails.
            Example: deepq verify policy.onnx
            """)
        {
            file, seed, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(seed), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string path, int seed, bool json, TextWriter output)
    {
        byte[] model = PolicyFile.Read(path);
        Check[] checks = [Guard(model), Content(model), Properties(model), Behavior(model, new Random(seed))];
        bool passed = checks.All(check => check.Passed);
        if (json)
            output.WriteJson(new { passed, checks });
        else
            output.WriteLines([.. checks.Select(check => (check.Name, $"{(check.Passed ? "passed" : "FAILED")}: {check.Text}"))]);
        return passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static Check Guard(byte[] model) => Try("safe to load", () =>
    {
        try
        {
            OnnxGuard.Check(model);
            return "only operators and sizes of a policy";
        }
        catch (PolicyFormatException)
        {
            OnnxGuard.Check(model, OnnxProfile.Pipeline);
            return "only operators and sizes of a policy with its featurizer";
        }
    });

    private static Check Content(byte[] model) => Try("content", () => OnnxModelInfo.Read(model).IsIntact switch
    {
        true => "as it was written, by its hash",
        false => throw new PolicyFormatException("it was changed since it was written: its hash is another one"),
        _ => "has no hash to compare with",
    });

    private static Check Properties(byte[] model) => Try("properties", () =>
    {
        IReadOnlyDictionary<string, string> properties = OnnxModelInfo.Read(model).Metadata;
        if (!PolicyMetadata.IsIn(properties))
            return "none of a policy; actions have numbers and no names";
        PolicyMetadata policy = PolicyMetadata.FromProperties(properties);
        return $"{policy.Algorithm}, {policy.ActionNames.Count} actions";
    });

    private static Check Behavior(byte[] model, Random random) => Try("behavior", () =>
    {
        using ManagedPolicy policy = ManagedPolicy.Load(model);
        if (policy.ObservationSize == 0)
            return "loads; it takes columns, of which no values are known to try";
        StateBounds bounds = StateBounds.Of(policy).Of(policy.ObservationSize);
        VerificationReport report = OnnxVerifier.Compare(
            policy.Run, (states, batch) => OneByOne(policy, states, batch), bounds.Low, bounds.High, random);
        return report.Passed
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Rows} states, finite, greedy, the same alone and in batches within {report.MaxAbsoluteDifference:g3}")
            : throw new PolicyFormatException($"a batch gives other values than its states alone: {report}");
    });

    private static (float[] QValues, long[] Actions) OneByOne(ManagedPolicy policy, float[] states, int batch)
    {
        List<float> values = [];
        long[] actions = new long[batch];
        for (int i = 0; i < batch; i++)
        {
            (float[] qValues, long[] action) = policy.Run(states[(i * policy.ObservationSize)..((i + 1) * policy.ObservationSize)], 1);
            if (!qValues.All(float.IsFinite))
                throw new PolicyFormatException("a Q-value is not finite");
            if (action[0] != Array.IndexOf(qValues, qValues.Max()))
                throw new PolicyFormatException($"it chose action {action[0]} for the Q-values {string.Join(", ", qValues)}");
            values.AddRange(qValues);
            actions[i] = action[0];
        }

        return ([.. values], actions);
    }

    private static Check Try(string name, Func<string> check)
    {
        try
        {
            return new(name, true, check());
        }
        catch (Exception refusal) when (refusal is PolicyFormatException or ArgumentException or InvalidOperationException)
        {
            return new(name, false, ErrorText.Of(refusal));
        }
    }
}
