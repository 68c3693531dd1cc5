using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>The place where a layer writes its nodes: its input, its output, and names that belong to it.</summary>
public sealed class LayerScope
{
    private readonly OnnxGraph _graph;
    private readonly string _name;
    private readonly Action<LayerDistribution?> _distribution;

    internal LayerScope(
        OnnxGraph graph,
        string name,
        string input,
        IReadOnlyList<int> shape,
        string output,
        Action<LayerDistribution?> distribution)
    {
        (_graph, _name, _distribution) = (graph, name, distribution);
        (Input, Shape, Output) = (input, shape, output);
    }

    /// <summary>The input of the layer, of shape [batch, …].</summary>
    public string Input { get; }

    /// <summary>The shape of an input row, without the batch axis.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The output that the layer has to define.</summary>
    public string Output { get; }

    /// <summary>
    /// Whether distributions whose means parts of this layer compute also describe its output. False for sums; true
    /// only if a layer sets it.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool KeepsDistribution { get; set; }

    /// <summary>The number of input values.</summary>
    /// <exception cref="ArgumentException">The input is not a row of values.</exception>
    public int Width
    {
        get
        {
            Require(Shape.Count == 1, $"takes a row of values, not {Describe(Shape)}; put a FlattenLayer before it");
            return Shape[0];
        }
    }

    /// <summary>Describes a shape in words: "4 values", "(3, 84, 84) values".</summary>
    /// <param name="shape">The shape of a row.</param>
    public static string Describe(IReadOnlyList<int> shape) =>
        shape is [int count] ? $"{count} values" : $"({string.Join(", ", shape)}) values";

    /// <summary>Returns a name that no other layer has.</summary>
    /// <param name="part">The part to name.</param>
    public string Local(string part) => $"{_name}.{part}";

    /// <summary>Adds a node with one output, which applies a standard operator.</summary>
    /// <param name="operatorType">The operator, such as "Gemm".</param>
    /// <param name="inputs">The values it reads, defined before.</param>
    /// <param name="output">The value it defines: <see cref="Output"/>, or a <see cref="Local"/> one.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">
    /// The operator is unknown to this library, an input is not defined, or the output's name is taken.
    /// </exception>
    public void AddNode(
        string operatorType,
        ReadOnlySpan<string> inputs,
        string output,
        params ReadOnlySpan<OnnxAttribute> attributes) => _graph.AddNode(operatorType, inputs, [output], attributes);

    /// <summary>
    /// Adds fixed values of the layer. Those whose part ends in <c>weight</c>, <c>bias</c> or <c>scale</c> count as
    /// learned weights when the file is read back.
    /// </summary>
    /// <param name="part">The layer's part of the name.</param>
    /// <param name="values">The values, row-major; finite.</param>
    /// <param name="dimensions">The length of each axis; none for a scalar.</param>
    /// <returns>Their name.</returns>
    /// <exception cref="ArgumentException">The number of values does not match the axes, or a value is not finite.</exception>
    public string AddValues(string part, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions)
    {
        string name = Local(part);
        _graph.AddInitializer(name, values, dimensions);
        return name;
    }

    /// <summary>Gives a value another shape.</summary>
    /// <param name="input">The value.</param>
    /// <param name="output">The value it defines.</param>
    /// <param name="lengths">The length of each axis; one may be −1, which follows from the others.</param>
    public void AddReshape(string input, string output, params ReadOnlySpan<long> lengths)
    {
        _graph.AddInitializer($"{output}.shape", lengths, lengths.Length);
        AddNode("Reshape", [input, $"{output}.shape"], output);
    }

    /// <summary>Reduces the values of a row to one.</summary>
    /// <param name="operatorType">The operator: ReduceMean, ReduceMax or ReduceMin.</param>
    /// <param name="input">The value, of shape [batch, n].</param>
    /// <param name="output">The value it defines, of shape [batch, 1].</param>
    public void AddReduction(string operatorType, string input, string output) =>
        AddReduction(operatorType, input, output, [1]);

    internal void AddReduction(string operatorType, string input, string output, long[] axes) =>
        AddNode(operatorType, [input], output, OnnxAttribute.Ints("axes", axes), OnnxAttribute.Int("keepdims", 1));

    /// <summary>Writes layers that are parts of this one.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">The value that the first of them reads.</param>
    /// <param name="shape">The shape of a row of it.</param>
    /// <param name="part">The layer's part of their names.</param>
    /// <param name="output">The value that the last of them defines.</param>
    /// <returns>The shape of a row of it.</returns>
    /// <exception cref="ArgumentException">There are none, or one does not fit the previous one.</exception>
    public IReadOnlyList<int> Write(
        IReadOnlyList<PolicyLayer> layers, string input, IReadOnlyList<int> shape, string part, string output) =>
        new LayerWriter(_graph, KeepsDistribution ? _distribution : _ => { }).Write(layers, input, shape, Local(part), output);

    /// <summary>Sets the value with the return distributions whose means the layer computes.</summary>
    /// <param name="distribution">The value and its shape.</param>
    public void SetDistribution(LayerDistribution distribution) => _distribution(distribution);

    /// <summary>Refuses a layer that does not fit.</summary>
    /// <param name="condition">Whether it fits.</param>
    /// <param name="problem">What is wrong, after the name of the layer.</param>
    /// <exception cref="ArgumentException">The layer does not fit.</exception>
    public void Require(bool condition, string problem)
    {
        if (!condition)
            throw new ArgumentException($"{_name} {problem}.");
    }
}
