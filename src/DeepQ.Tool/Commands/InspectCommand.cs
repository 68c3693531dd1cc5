using System.CommandLine;
using DeepQ.Onnx.Inspection;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq inspect</c>: what a policy file holds.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("inspect", "Tells what a policy file holds: what it observes, its actions, its training, its layers.", """
            The file is not run.
            Example: deepq inspect policy.onnx
            """)
        {
            file, json,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string path, bool json, TextWriter output)
    {
        byte[] model = PolicyFile.Read(path);
        IReadOnlyList<(string Name, string Value)> lines = PolicyFile.Naming(path, () => OnnxPolicyInspector.Describe(model));
        if (json)
            output.WriteJson(lines.Select(line => new { line.Name, line.Value }));
        else
            output.WriteLines(lines);
    }
}
