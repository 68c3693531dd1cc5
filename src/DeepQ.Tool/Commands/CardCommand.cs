using System.CommandLine;
using System.Text.Json.Nodes;
using DeepQ.Onnx.Inspection;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq card</c>: what is written of a policy beside it.</summary>
internal static class CardCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("card", "Prints the card of a policy: how it was trained, what it reaches, what to beware of.", """
            That is the file policy.card.md, or
            card.md, beside policy.onnx. Where there is none, it prints what the policy says of itself.
            Example: deepq card models/policy.onnx
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
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string ending = json ? "json" : "md";
        string? card = new[] { $"{Path.GetFileNameWithoutExtension(path)}.card.{ending}", $"card.{ending}" }
            .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (card is not null && json)
        {
            output.WriteJson(JsonNode.Parse(File.ReadAllText(card))!);
            return;
        }

        if (card is not null)
        {
            output.WriteLine(File.ReadAllText(card).TrimEnd());
            return;
        }

        IReadOnlyList<(string Name, string Value)> lines = PolicyFile.Naming(path, () => OnnxPolicyInspector.Describe(model));
        if (json)
        {
            output.WriteJson(lines.Select(line => new { line.Name, line.Value }));
            return;
        }

        output.WriteLine($"There is no card beside '{path}'. It says of itself:");
        output.WriteLine();
        output.WriteLines(lines);
    }
}
