using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Evaluation;

/// <summary>A checked model compiled to steps that run without a native runtime.</summary>
/// <remarks>
/// Weights are laid out for the CPU once, parts that do not depend on an input are computed once, and parts that no
/// output needs are left out. Any number of <see cref="OnnxRun"/> may share a program, each on its own thread.
/// </remarks>
public sealed class OnnxProgram
{
    private readonly MemoryPlan _memory;
    private readonly Step[] _all;
    private readonly Step[] _first;

    private OnnxProgram(ProgramBuilder builder, IReadOnlyList<string> outputs, int firstOutputs)
    {
        builder.Build();
        Inputs = builder.Inputs;
        InputNames = [.. builder.Inputs.Select(input => input.Name)];
        Outputs = [.. outputs.Select(name => builder.Find(name) is { Batched: true } found
            ? found
            : throw new PolicyFormatException($"The ONNX model computes '{name}' once instead of for each state."))];
        ProgramStep[] all = Needed(builder.Steps, Outputs);
        HashSet<ProgramStep> first = [.. Needed(all, Outputs.Take(firstOutputs))];
        _all = [.. all.Select(step => step.Run)];
        _first = [.. all.Where(first.Contains).Select(step => step.Run)];
        _memory = new(Lives(all));
    }

    /// <summary>The greatest number of states in a run, chosen for speed.</summary>
    public int Capacity => _memory.Capacity;

    /// <summary>The inputs in the order of the model, without optional ones.</summary>
    public IReadOnlyList<string> InputNames { get; }

    internal IReadOnlyList<(string Name, Storage Storage)> Inputs { get; }

    internal IReadOnlyList<Storage> Outputs { get; }

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model. Optional inputs have the values in the file.</param>
    /// <param name="outputs">The outputs of runs.</param>
    /// <param name="firstOutputs">
    /// The number of leading outputs that a run without all outputs computes; null for all.
    /// </param>
    /// <exception cref="ArgumentException">The model does not have one of the outputs.</exception>
    /// <exception cref="PolicyFormatException">
    /// The model has an operator, or a form of one, that is not supported here; the message names it. Or an output does
    /// not depend on a state.
    /// </exception>
    public static OnnxProgram Compile(CheckedModel model, IReadOnlyList<string> outputs, int? firstOutputs = null) =>
        Compile(model, outputs, firstOutputs, ProductKernels.Widest);

    internal static OnnxProgram Compile(
        CheckedModel model, IReadOnlyList<string> outputs, int? firstOutputs, ProductKernels kernels)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(outputs);
        ModelProto proto = ModelProto.Parser.ParseFrom(model.Bytes.Span);
        if (outputs.FirstOrDefault(name => proto.Graph.Output.All(output => output.Name != name)) is { } missing)
            throw new ArgumentException($"The model has no output '{missing}'.", nameof(outputs));
        return new(new(proto, kernels), outputs, firstOutputs ?? outputs.Count);
    }

    /// <summary>Allocates the memory of one run at a time.</summary>
    public OnnxRun NewRun() => new(this, _memory.NewMemory());

    internal void Run(RunMemory memory, int states, bool all)
    {
        foreach (Step step in all ? _all : _first)
            step(memory, states);
    }

    private static ProgramStep[] Needed(IReadOnlyList<ProgramStep> steps, IEnumerable<Storage> outputs)
    {
        HashSet<Storage> needed = [.. outputs];
        List<ProgramStep> kept = [];
        foreach (ProgramStep step in steps.Reverse())
        {
            if (!step.Writes.Any(needed.Contains))
                continue;
            kept.Add(step);
            needed.UnionWith(step.Reads);
        }

        kept.Reverse();
        return [.. kept];
    }

    private List<LiveValue> Lives(ProgramStep[] steps)
    {
        Dictionary<Storage, (int First, int Last)> lives = [];
        foreach ((_, Storage input) in Inputs)
            lives[input] = (-1, -1);
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (Storage storage in steps[i].Reads.Concat(steps[i].Writes).Where(storage => !storage.IsConstant))
                lives[storage] = (lives.TryGetValue(storage, out (int First, int Last) life) ? life.First : i, i);
        }

        foreach (Storage output in Outputs.Where(output => !output.IsConstant))
            lives[output] = (lives[output].First, steps.Length);
        return [.. lives.Select(life => new LiveValue(life.Key, life.Value.First, life.Value.Last)).OrderBy(value => value.First)];
    }
}
