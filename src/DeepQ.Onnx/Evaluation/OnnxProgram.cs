using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Evaluation;

/// <summary>A checked model compiled to steps, which are run without a native runtime.</summary>
/// <remarks>
/// Weights are laid out for the CPU once, what does not depend on an input is computed once, and what no output needs is
/// left out. Any number of <see cref="OnnxRun"/> may share a program, each with a thread of its own.
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
            : throw new PolicyFormatException($"The ONNX model gives '{name}' once, and not for each state."))];
        ProgramStep[] all = Needed(builder.Steps, Outputs);
        HashSet<ProgramStep> first = [.. Needed(all, Outputs.Take(firstOutputs))];
        _all = [.. all.Select(step => step.Run)];
        _first = [.. all.Where(first.Contains).Select(step => step.Run)];
        _memory = new(Lives(all));
    }

    /// <summary>The most states of a run: as many as are computed fastest at once.</summary>
    public int Capacity => _memory.Capacity;

    /// <summary>The inputs in the order of the model, without those that may be left out.</summary>
    public IReadOnlyList<string> InputNames { get; }

    internal IReadOnlyList<(string Name, Storage Storage)> Inputs { get; }

    internal IReadOnlyList<Storage> Outputs { get; }

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model. Inputs that may be left out are as the file has them.</param>
    /// <param name="outputs">The outputs that runs are to give.</param>
    /// <param name="firstOutputs">
    /// How many of them, from the first on, a run gives that does not give all; null for all.
    /// </param>
    /// <exception cref="ArgumentException">The model has no such output.</exception>
    /// <exception cref="PolicyFormatException">
    /// The model has an operator, or a form of one, that is not computed here; the message names it. Or an output does not
    /// depend on a state.
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

    /// <summary>Makes the memory for one run at a time.</summary>
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
