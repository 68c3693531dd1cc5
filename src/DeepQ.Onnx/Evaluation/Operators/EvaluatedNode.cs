using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>A node being compiled: its inputs and outputs, and the steps that it becomes.</summary>
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
    /// <param name="settings">Its parsed attributes.</param>
    /// <param name="inputs">The known properties of its inputs.</param>
    /// <param name="outputs">The known properties of its outputs.</param>
    /// <param name="kernels">The products of the CPU.</param>
    /// <param name="find">Finds the elements of a value.</param>
    /// <param name="endsHere">Whether no other node reads a value from here on.</param>
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

    /// <summary>The work of each run; null for none.</summary>
    public Step? Step { get; private set; }

    public IReadOnlyList<Storage> Reads => _reads;

    public IReadOnlyList<Storage> Writes => _writes;

    /// <summary>The values that it defines.</summary>
    public IReadOnlyDictionary<string, Storage> Written => _written;

    /// <summary>Whether the result depends only on the number of states.</summary>
    public bool CountsStates { get; set; }

    /// <summary>Rectifies the sums of a product; null if the node is not a product.</summary>
    public Action? Rectify { get; set; }

    public bool Has(int input) => input < _inputs.Length && _inputs[input] is not null;

    public GuardedValue Input(int index) => _inputs[index]!;

    public GuardedShape Shape(int input) => _inputs[input]!.Shape;

    public GuardedValue Output(int index = 0) => _outputs[index]!;

    /// <summary>Returns the elements of an input, which the step reads.</summary>
    public Storage Read(int input)
    {
        Storage storage = _find(_node.Input[input]);
        if (!_reads.Contains(storage))
            _reads.Add(storage);
        return storage;
    }

    /// <summary>Returns the elements of an output, which the step writes.</summary>
    public Storage Write(int output = 0)
    {
        Storage storage = Scratch(_outputs[output]!);
        Define(output, storage);
        return storage;
    }

    /// <summary>Reuses the elements of the first input for the first output, if no other node needs them.</summary>
    /// <returns>The storage of the output: the input's, or a separate one.</returns>
    public Storage WriteOver(Storage input)
    {
        if (input.IsConstant || !_endsHere(input))
            return Write();
        Define(0, input);
        _writes.Add(input);
        return input;
    }

    /// <summary>Allocates elements that only the step needs.</summary>
    public Storage Scratch(GuardedValue value)
    {
        Storage storage = new(value.Type, value.Shape);
        _writes.Add(storage);
        return storage;
    }

    /// <summary>Makes an output share the elements of an input, with other axes.</summary>
    public void Alias(int input = 0, int output = 0) => Define(output, _find(_node.Input[input]));

    /// <summary>Sets the work of each run.</summary>
    public void Emit(Step step) => Step = step;

    /// <summary>Returns the texts of an attribute.</summary>
    public string[]? Texts(string name) => _node.Attribute.FirstOrDefault(attribute => attribute.Name == name) is { } found
        ? [.. found.Strings.Select(text => text.ToStringUtf8())]
        : null;

    /// <summary>Returns a number of an attribute, which may be NaN.</summary>
    public float Number(string name, float otherwise) =>
        _node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.F ?? otherwise;

    /// <summary>Returns the elements of a weight or folded input.</summary>
    /// <exception cref="PolicyFormatException">The input is computed from a state.</exception>
    public Storage Constant(int input)
    {
        Storage storage = _find(_node.Input[input]);
        return storage.IsConstant ? storage : throw Unsupported($"whose input {input} depends on a state");
    }

    public bool IsConstant(int input) => _find(_node.Input[input]).IsConstant;

    /// <summary>Creates the error for an unsupported operator.</summary>
    public PolicyFormatException Unknown() => Refused($"uses the operator '{_node.OpType}'");

    /// <summary>Creates the error for an unsupported form of an operator.</summary>
    /// <param name="what">The form, such as "of Float64".</param>
    public PolicyFormatException Unsupported(string what) => Refused($"has a node '{_node.OpType}' {what}");

    private static PolicyFormatException Refused(string what) => new(
        $"The ONNX model {what}, which is not supported without a native runtime: run the model with ONNX Runtime, with OnnxPolicy of "
        + "the package DeepQ.Serving.");

    private void Define(int output, Storage storage)
    {
        if (_node.Output[output].Length > 0)
            _written[_node.Output[output]] = storage;
    }
}
