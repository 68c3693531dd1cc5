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
    private const int DrawnStates = 10_000;

    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Argument<string> to = OutputFile.Argument();
        Option<string?> csv = new("--csv")
        {
            Description = "A table of states that the policy meets, as for 'act'; without it 10,000 are drawn within the policy's bounds",
            HelpName = "file",
        };
        NumberOption least = new("--least", "The share of the states in which it must still act the same, from 0 to 1", 0, 1, 0.99);
        SeedOption seed = new();
        Option<bool> force = OutputFile.Force();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("compress", "Keeps the weights in 8 bits, a quarter of the size, where the policy still acts the same.", """
            Measures in how many states the smaller policy chooses the same action.
            Where that is too seldom, nothing is written. Drawn states flatter: give states that the policy meets.
            Example: deepq compress policy.onnx small.onnx --csv states.csv
            """)
        {
            file, to, csv, least, seed, force, json,
        };
        command.SetAction(parsed =>
        {
            (string path, string small) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(to));
            OutputFile.Require(small, parsed.GetValue(force));
            using ManagedPolicy policy = PolicyFile.Load(path);
            StateTable states = parsed.GetValue(csv) is { } table
                ? StateTable.Read(table, policy)
                : StateTable.Draw(policy, DrawnStates, new Random(parsed.GetValue(seed)));
            Compress(PolicyFile.Read(path), policy, states, small, parsed.GetValue(least)!.Value, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Compress(
        byte[] model, ManagedPolicy policy, StateTable states, string small, double least, bool json, TextWriter output)
    {
        byte[] compressed = OnnxCompression.ToInt8Weights(model);
        using ManagedPolicy smaller = ManagedPolicy.Load(compressed);
        Answers expected = Answers.Of(policy, states.States, states.Legal), actual = Answers.Of(smaller, states.States, states.Legal);
        int count = expected.Actions.Length;
        double agreement = expected.Actions.Zip(actual.Actions).Count(pair => pair.First == pair.Second) / (double)count;
        double error = expected.QValues.Zip(actual.QValues).Max(pair => Math.Abs((double)pair.First - pair.Second));
        if (agreement < least)
        {
            throw new InvalidOperationException(
                $"Nothing was written: the smaller policy acts the same in {Percent(agreement)} of {count} states, and --least asks for "
                + $"{Percent(least)}. Give states that the policy meets by --csv, or a lower --least.");
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

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##}%");
}
