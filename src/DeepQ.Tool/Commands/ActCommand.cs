using System.CommandLine;
using System.Globalization;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;
using DeepQ.Tool.Tables;
using nietras.SeparatedValues;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq act</c>: what a policy does in states.</summary>
internal static class ActCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        ValuesOption state = new("--state", "The values of one state, such as 0.1,-0.2,0,1");
        ValuesOption mask = new("--mask", "1 for each action that is allowed, 0 for the others, such as 1,0,1; all are without it");
        Option<string?> csv = new("--csv")
        {
            Description = "A table of states: columns state_0, state_1 and so on, or one column 'state' with spaces between the values; a "
                + "column 'mask' where there are masks. The answer is a table, too",
            HelpName = "file",
        };
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("act", "Asks a policy what to do in a state, or in many.", """
            It tells the action that the policy chooses, and the Q-value of each: the return that it expects of it.
            Example: deepq act policy.onnx --state 0.1,0.2,0,0
            """)
        {
            file, state, mask, csv, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(state) is null == result.GetResult(csv) is null)
                result.AddError("Give either --state with the values of one state, or --csv with a table of states.");
            else if (result.GetResult(mask) is not null && result.GetResult(csv) is not null)
                result.AddError("--mask goes with --state; in a table the masks are its column 'mask'.");
        });
        command.SetAction(parsed =>
        {
            using ManagedPolicy policy = PolicyFile.Load(parsed.GetRequiredValue(file));
            StateTable table = parsed.GetValue(csv) is { } path
                ? StateTable.Read(path, policy)
                : One(policy, parsed.GetValue(state)!, parsed.GetValue(mask));
            Answers answers = Answers.Of(policy, table.States, table.Legal);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteJson(answers.All);
            else if (parsed.GetValue(csv) is null)
                output.WriteLines(Lines(policy, answers));
            else
                WriteTable(output, policy, answers);
        });
        return command;
    }

    private static StateTable One(ManagedPolicy policy, float[] state, float[]? mask)
    {
        StateTable.RequireStates(policy);
        if (state.Length != policy.ObservationSize)
            throw new ArgumentException($"--state has {state.Length} values, and the policy takes {policy.ObservationSize}.");
        if (mask is { Length: > 0 } && (mask.Length != policy.ActionCount || mask.Any(one => one is not (0 or 1)) || !mask.Contains(1)))
            throw new ArgumentException($"--mask takes a 1 or a 0 for each of {policy.ActionCount} actions, and a 1 at least.");
        return new(state, [.. (mask ?? []).Select(one => one == 1)]);
    }

    private static IReadOnlyList<(string Name, string Value)> Lines(ManagedPolicy policy, Answers answers) =>
    [
        ("action", $"{answers.Actions[0]} {policy.ActionNames[answers.Actions[0]]}"),
        .. policy.ActionNames.Select((name, action) => ($"Q {name}", answers.QValues[action].ToString(CultureInfo.InvariantCulture))),
    ];

    private static void WriteTable(TextWriter output, ManagedPolicy policy, Answers answers)
    {
        using SepWriter writer = Sep.New(',').Writer(options => options with { Escape = true }).To(output, leaveOpen: true);
        for (int i = 0; i < answers.Actions.Length; i++)
        {
            using SepWriter.Row row = writer.NewRow();
            row["action"].Format(answers.Actions[i]);
            row["name"].Set(policy.ActionNames[answers.Actions[i]]);
            for (int action = 0; action < policy.ActionCount; action++)
                row[$"q_{action}"].Format(answers.QValues[(i * policy.ActionCount) + action]);
        }
    }
}
