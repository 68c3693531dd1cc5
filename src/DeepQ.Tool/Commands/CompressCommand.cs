using System.CommandLine;
using System.Globalization;
using DeepQ.Onnx.Compression;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;
using DeepQ.Tool.Tables;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq compress</c>: a policy in 8 bits that still acts the same.</summary>
internal static class CompressCommand
{
    private const int MeasuredStates = 10_000;
    private const double FittedPart = 0.75;

    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Argument<string> to = OutputFile.Argument();
        Option<string?> csv = new("--csv")
        {
            Description = "A table of states that the policy meets, as for 'act'; without it, states are drawn within the policy's bounds",
            HelpName = "file",
        };
        NumberOption least = new("--least", "The share of the states in which it must still act the same, from 0 to 1", 0, 1, 0.99);
        Option<string?> rounding = new("--rounding")
        {
            Description = "fitted: weights are chosen so that the policy acts the same in three quarters of the states, and measured in the last quarter. "
                + "nearest: each weight is rounded by itself, and all states are measured. fitted with --csv, and nearest without",
        };
        rounding.AcceptOnlyFromAmong("fitted", "nearest");
        SeedOption seed = new();
        Option<bool> force = OutputFile.Force();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("compress", "Keeps the weights in 8 bits, a quarter of the size, where the policy still acts the same.", """
            Measures in how many states the smaller policy chooses the same action, by states that the weights were not fitted to.
            Where that is too seldom, nothing is written. Drawn states flatter: give states that the policy meets, some thousands
            from many episodes, one episode after the other.
            Example: deepq compress policy.onnx small.onnx --csv states.csv
            """)
        {
            file, to, csv, least, rounding, seed, force, json,
        };
        command.SetAction(parsed =>
        {
            (string path, string small) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(to));
            OutputFile.Require(small, parsed.GetValue(force));
            using ManagedPolicy policy = PolicyFile.Load(path);
            bool isFitted = (parsed.GetValue(rounding) ?? (parsed.GetValue(csv) is null ? "nearest" : "fitted")) == "fitted";
            int drawn = isFitted ? (int)(MeasuredStates / (1 - FittedPart)) : MeasuredStates;
            StateTable states = parsed.GetValue(csv) is { } table
                ? StateTable.Read(table, policy)
                : StateTable.Draw(policy, drawn, new Random(parsed.GetValue(seed)));
            Compress(path, policy, states, isFitted, small, parsed.GetValue(least)!.Value, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Compress(
        string path, ManagedPolicy policy, StateTable states, bool isFitted, string small, double least, bool json, TextWriter output)
    {
        byte[] model = PolicyFile.Read(path);
        (StateTable fit, StateTable measured) = isFitted ? states.Split(policy, FittedPart) : (states, states);
        byte[] compressed = PolicyFile.Naming(path, () => isFitted
            ? OnnxCompression.FitInt8Weights(model, fit.States)
            : OnnxCompression.ToInt8Weights(model));
        using ManagedPolicy smaller = ManagedPolicy.Load(compressed);
        Answers expected = Answers.Of(policy, measured.States, measured.Legal), actual = Answers.Of(smaller, measured.States, measured.Legal);
        int count = expected.Actions.Length;
        double agreement = expected.Actions.Zip(actual.Actions).Count(pair => pair.First == pair.Second) / (double)count;
        double error = expected.QValues.Zip(actual.QValues).Max(pair => Math.Abs((double)pair.First - pair.Second));
        if (agreement < least)
        {
            throw new InvalidOperationException(
                $"Nothing was written: the smaller policy acts the same in {Percent(agreement)} of {count} states, and --least asks for "
                + $"{Percent(least)}. {(isFitted ? "Give more states that the policy meets" : "Fit the weights to states that the policy meets, with --csv and --rounding fitted")}, or set --least lower.");
        }

        OutputFile.Write(small, compressed);
        if (json)
        {
            output.WriteJson(new { agreement, states = count, greatestQError = error, bytes = compressed.Length, originalBytes = model.Length });
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the same action in {Percent(agreement)} of {count} states, Q-values differ by at most {error:g3}, {compressed.Length} bytes instead of {model.Length}"));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(10_000 * share) / 100:0.##}%");
}
