using System.CommandLine;
using DeepQ.Learning.Import;
using DeepQ.Onnx.Adoption;
using DeepQ.Onnx.Engines;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;
using DeepQ.Tool.Weights;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq convert</c>: files for engines, and policies from weights of Python.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument(description: "The policy (.onnx), a Q-network of another library (.onnx), or weights of Python (.zip, .pth, .safetensors)");
        Argument<string> target = OutputFile.Argument();
        Option<string> to = new("--to")
        {
            Description = "unity: a policy as ML-Agents reads it. godot: as Godot RL Agents reads it. onnx: a policy of weights, of a Q-network that another library wrote, or of a file for an engine. "
                + "safetensors: the tensors of weights, or the weights of a policy with linear layers, named as in PyTorch",
            Required = true,
        };
        to.AcceptOnlyFromAmong("unity", "godot", "onnx", "safetensors");
        Option<string?> actions = new("--actions") { Description = "To onnx: the names of the actions with commas between them, in order", HelpName = "names" };
        NumberOption gamma = new("--gamma", "To onnx: the discount that it was trained with, from 0 to 1; the file's own, or 0.99, if it is not given", 0, 1);
        Option<string?> prefix = new("--prefix") { Description = "To onnx, from weights: the beginning of the names of the layers, if it is none of those that are known", HelpName = "text" };
        Option<bool> force = OutputFile.Force();
        ToolCommand command = new("convert", "Writes a policy for Unity, Godot or PyTorch, or makes one of weights that were trained in Python.", """
            Weights are those of the DQN of Stable-Baselines3 with MlpPolicy, of CleanRL, or of linear layers with ReLU between them.
            No Python is needed, and no pickle is run. Convolutions and distributions take a program: see docs/from-python.md of the
            project. A Q-network of another library has one input and one output of values, and gets the names, the greedy action and
            the properties of a policy.
            Example: deepq convert policy.onnx agent.onnx --to unity
            Example: deepq convert dqn.zip policy.onnx --to onnx --actions left,right
            Example: deepq convert policy.onnx weights.safetensors --to safetensors
            """)
        {
            file, target, to, actions, gamma, prefix, force,
        };
        command.Validators.Add(result =>
        {
            string path = result.GetValue(file) ?? "", form = result.GetValue(to) ?? "";
            foreach (Option option in (Option[])[actions, gamma, prefix])
            {
                if (result.GetResult(option) is not null && form != "onnx")
                    result.AddError($"{option.Name} applies to --to onnx, not to --to {form}.");
            }

            if (result.GetResult(prefix) is not null && form == "onnx" && IsModel(path))
                result.AddError($"{prefix.Name} applies to weights; '{path}' is a model.");
        });
        command.SetAction(parsed =>
        {
            (string path, string outPath) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(target));
            PolicyFile.Require(path);
            OutputFile.Require(outPath, parsed.GetValue(force));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetRequiredValue(to) switch
            {
                "unity" => Engine(path, outPath, EngineFlavor.UnityMLAgents),
                "godot" => Engine(path, outPath, EngineFlavor.GodotRLAgents),
                "safetensors" when IsModel(path) => PolicyTensors.Write(path, outPath),
                "safetensors" => Tensors(path, outPath),
                _ when IsModel(path) => Adopted(path, outPath, Names(parsed), parsed.GetValue(gamma)),
                _ => WeightedPolicy.Write(path, outPath, parsed.GetValue(prefix), Names(parsed), parsed.GetValue(gamma) ?? 0.99),
            });
        });
        return command;

        string[]? Names(ParseResult parsed) => parsed.GetValue(actions)?.Split(',', StringSplitOptions.TrimEntries);
    }

    private static bool IsModel(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static string Engine(string path, string outPath, EngineFlavor flavor)
    {
        byte[] model = PolicyFile.Read(path);
        OutputFile.Write(outPath, PolicyFile.Naming(path, () => EngineFile.Write(model, flavor)));
        return $"'{outPath}' is the policy as {(flavor == EngineFlavor.UnityMLAgents ? "Unity ML-Agents" : "Godot RL Agents")} reads it";
    }

    private static string Adopted(string path, string outPath, string[]? actions, double? gamma)
    {
        byte[] model = PolicyFile.Read(path);
        AdoptedPolicy adopted = PolicyFile.Naming(path, () => ForeignPolicy.Adopt(model, actions, gamma));
        OutputFile.Write(outPath, adopted.Model.ToArray());
        return $"'{outPath}' is the network as a policy: {adopted.Report}";
    }

    private static string Tensors(string path, string outPath)
    {
        IReadOnlyList<SavedTensor> tensors = TensorFile.Read(path);
        TensorFile.WriteSafetensors(outPath, tensors);
        return $"'{outPath}' has {tensors.Count} tensors: {string.Join(", ", tensors.Take(8))}{(tensors.Count > 8 ? ", ..." : "")}";
    }
}
