using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>A node that is being compiled: what it reads and writes, and the steps that it becomes.</summary>
internal sealed class EvaluatedNode
{
    private readonly NodeProto _node;
    private readonly GuardedValue?[] _inputs;
    private readonly GuardedValue?[] _outputs;
    private readonly Func<string, Storage> _find;
    private readonly Func<Storage, bool> _endsHere;
    private readonly Dictionary<string, Storage> _written = new(StringComparer.Ordinal);
    private readonly List<Storage> _reads = [];
    private readonly List<Storage> _writes = [];

    /// <param name="node">The node.</param>
    /// <param name="settings">Its attributes, as they were understood.</param>
    /// <param name="inputs">What is known of its inputs.</param>
    /// <param name="outputs">What is known of its outputs.</param>
    /// <param name="kernels">The products of the CPU.</param>
    /// <param name="find">Finds the elements of a value.</param>
    /// <param name="endsHere">Whether nothing but this node reads a value, from now on.</param>
    public EvaluatedNode(
        NodeProto node,
        GuardedNode settings,
        GuardedValue?[] inputs,
        GuardedValue?[] outputs,
        ProductKernels kernels,
        Func<string, Storage> find,
        Func<Storage, bool> endsHere)
    {
        (_node, Settings, _inputs, _outputs, Kernels) = (node, settings, inputs, outputs, kernels);
        (_find, _endsHere) = (find, endsHere);
    }

    public string Operator => _node.OpType;

    /// <summary>The attributes, and the version of the operators.</summary>
    public GuardedNode Settings { get; }

    /// <summary>The products of the CPU.</summary>
    public ProductKernels Kernels { get; }

    public int InputCount => _node.Input.Count;

    public int OutputCount => _node.Output.Count;

    /// <summary>What is to be done in each run; null where there is nothing.</summary>
    public Step? Step { get; private set; }

    public IReadOnlyList<Storage> Reads => _reads;

    public IReadOnlyList<Storage> Writes => _writes;

    /// <summary>The values that it defines.</summary>
    public IReadOnlyDictionary<string, Storage> Written => _written;

    /// <summary>Whether what it gives depends on the number of states alone.</summary>
    public bool CountsStates { get; set; }

    /// <summary>Makes the sums of a product positive where they would not be; null where the node is no product.</summary>
    public Action? Rectify { get; set; }

    public bool Has(int input) => input < _inputs.Length && _inputs[input] is not null;

    public GuardedValue Input(int index) => _inputs[index]!;

    public GuardedShape Shape(int input) => _inputs[input]!.Shape;

    public GuardedValue Output(int index = 0) => _outputs[index]!;

    /// <summary>The elements of an input, which the step reads.</summary>
    public Storage Read(int input)
    {
        Storage storage = _find(_node.Input[input]);
        if (!_reads.Contains(storage))
            _reads.Add(storage);
        return storage;
    }

    /// <summary>The elements of an output, which the step writes.</summary>
    public Storage Write(int output = 0)
    {
        Storage storage = Scratch(_outputs[output]!);
        Define(output, storage);
        return storage;
    }

    /// <summary>The elements of the first input as those of the first output, where nobody else needs them as they are.</summary>
    /// <returns>Where the output goes: into the input, or beside it.</returns>
    public Storage WriteOver(Storage input)
    {
        if (input.IsConstant || !_endsHere(input))
            return Write();
        Define(0, input);
        _writes.Add(input);
        return input;
    }

    /// <summary>Elements that only the step itself needs.</summary>
    public Storage Scratch(GuardedValue value)
    {
        Storage storage = new(value.Type, value.Shape);
        _writes.Add(storage);
        return storage;
    }

    /// <summary>Makes an output of the elements of an input, with other axes.</summary>
    public void Alias(int input = 0, int output = 0) => Define(output, _find(_node.Input[input]));

    /// <summary>Sets what is to be done in each run.</summary>
    public void Emit(Step step) => Step = step;

    /// <summary>The texts of an attribute.</summary>
    public string[]? Texts(string name) => _node.Attribute.FirstOrDefault(attribute => attribute.Name == name) is { } found
        ? [.. found.Strings.Select(text => text.ToStringUtf8())]
        : null;

    /// <summary>A number of an attribute, which may be NaN.</summary>
    public float Number(string name, float otherwise) =>
        _node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.F ?? otherwise;

    /// <summary>What a weight or folded input holds.</summary>
    /// <exception cref="PolicyFormatException">The input is computed from a state.</exception>
    public Storage Constant(int input)
    {
        Storage storage = _find(_node.Input[input]);
        return storage.IsConstant ? storage : throw Unsupported($"whose input {input} depends on a state");
    }

    public bool IsConstant(int input) => _find(_node.Input[input]).IsConstant;

    /// <summary>The error for an operator that is not computed here.</summary>
    public PolicyFormatException Unknown() => Refused($"uses the operator '{_node.OpType}'");

    /// <summary>The error for a form of an operator that is not computed here.</summary>
    /// <param name="what">What the form is, such as "of Float64".</param>
    public PolicyFormatException Unsupported(string what) => Refused($"has a node '{_node.OpType}' {what}");

    private static PolicyFormatException Refused(string what) => new(
        $"The ONNX model {what}, which is not computed without a native runtime: run the model with ONNX Runtime, by OnnxPolicy of "
        + "the package DeepQ.Serving.");

    private void Define(int output, Storage storage)
    {
        if (_node.Output[output].Length > 0)
            _written[_node.Output[output]] = storage;
    }
}
