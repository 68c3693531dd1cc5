using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Evaluation.Operators;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation;

/// <summary>Compiles the nodes of a checked graph in order.</summary>
internal sealed class ProgramBuilder
{
    private readonly GraphProto _graph;
    private readonly GuardedGraph _values;
    private readonly GuardedWork _work = new(OnnxLimits.None, 1);
    private readonly Dictionary<string, long> _versions;
    private readonly ProductKernels _kernels;
    private readonly Dictionary<string, TensorProto> _weights;
    private readonly Dictionary<string, int> _uses;
    private readonly Dictionary<string, Storage> _storages = new(StringComparer.Ordinal);
    private readonly Dictionary<Storage, int> _remaining = [];
    private readonly HashSet<Storage> _inputs = [];
    private readonly HashSet<Storage> _read = [];
    private readonly Dictionary<Storage, Action> _rectify = [];

    public ProgramBuilder(ModelProto model, ProductKernels kernels)
    {
        (_graph, _kernels) = (model.Graph, kernels);
        _versions = model.OpsetImport.ToDictionary(set => set.Domain, set => set.Version, StringComparer.Ordinal);
        _values = new(_versions, OnnxProfile.Pipeline, _work);
        _weights = _graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        _uses = _graph.Node.SelectMany(node => node.Input)
            .Concat(_graph.Output.Select(output => output.Name))
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The steps in order, with the values that they read and write.</summary>
    public List<ProgramStep> Steps { get; } = [];

    /// <summary>The inputs without optional ones, which have the values in the file.</summary>
    public List<(string Name, Storage Storage)> Inputs { get; } = [];

    /// <summary>Compiles all nodes.</summary>
    /// <exception cref="PolicyFormatException">A node is not supported here.</exception>
    public void Build()
    {
        foreach (TensorProto tensor in _graph.Initializer)
            _values.AddWeight(tensor);
        foreach (ValueInfoProto input in _graph.Input.Where(input => !_weights.ContainsKey(input.Name)))
        {
            _values.AddInput(input);
            GuardedValue value = _values[input.Name];
            Storage storage = new(value.Type, value.Shape);
            Define(input.Name, storage);
            _inputs.Add(storage);
            Inputs.Add((input.Name, storage));
        }

        foreach (NodeProto node in _graph.Node)
            Add(node);
    }

    /// <summary>Returns the storage of a value.</summary>
    public Storage Find(string name)
    {
        if (_storages.TryGetValue(name, out Storage? storage))
            return storage;
        storage = WeightReader.Read(_weights[name], _values[name]);
        Define(name, storage);
        return storage;
    }

    private void Add(NodeProto node)
    {
        _values.Add(node);
        string domain = node.Domain.Length > 0 ? $"{node.Domain}." : "";
        GuardedValue?[] inputs = [.. node.Input.Select(name => name.Length > 0 ? _values[name] : null)];
        GuardedNode settings = new(
            node, inputs, [.. node.Input.Select(name => _weights.GetValueOrDefault(name))], _work, _versions[node.Domain], OnnxProfile.Pipeline);
        EvaluatedNode evaluated = new(
            node,
            settings,
            inputs,
            [.. node.Output.Select(name => name.Length > 0 ? _values[name] : null)],
            _kernels,
            Find,
            storage => EndsAt(node, storage));
        if (node.OpType == "Relu" && TryRectify(node, evaluated))
        {
            evaluated.Alias();
        }
        else
        {
            Action<EvaluatedNode> compile = EvaluatedOperators.Find($"{domain}{node.OpType}")
                ?? throw evaluated.Unknown();
            compile(evaluated);
        }

        Take(evaluated);
        foreach (string name in node.Input.Where(_storages.ContainsKey))
            _remaining[_storages[name]]--;
    }

    private void Take(EvaluatedNode node)
    {
        _read.UnionWith(node.Reads);
        foreach ((string name, Storage storage) in node.Written)
            Define(name, storage);
        if (node.Step is not { } step)
            return;
        bool folds = !node.CountsStates && node.Reads.All(storage => storage.IsConstant)
            && node.Writes.All(storage => !storage.Batched && storage.Beyond == 0);
        if (folds)
        {
            foreach (Storage storage in node.Writes)
                storage.MakeConstant();
            step(RunMemory.None, 1);
            return;
        }

        Steps.Add(new(step, node.Reads, node.Writes));
        if (node.Rectify is not null)
            _rectify[node.Writes[0]] = node.Rectify;
    }

    // A rectifier right after a product is applied while its sums are in registers.
    private bool TryRectify(NodeProto node, EvaluatedNode evaluated)
    {
        Storage storage = Find(node.Input[0]);
        if (!_rectify.TryGetValue(storage, out Action? rectify) || _read.Contains(storage) || !EndsAt(node, storage)
            || evaluated.OutputCount != 1)
        {
            return false;
        }

        rectify();
        storage.IsRectified = true;
        _rectify.Remove(storage);
        return true;
    }

    private bool EndsAt(NodeProto node, Storage storage)
    {
        int here = node.Input.Count(name => name.Length > 0 && _storages.GetValueOrDefault(name) == storage);
        return !_inputs.Contains(storage) && _remaining[storage] == here;
    }

    private void Define(string name, Storage storage)
    {
        _storages[name] = storage;
        _remaining[storage] = _remaining.GetValueOrDefault(storage) + _uses.GetValueOrDefault(name);
    }
}
