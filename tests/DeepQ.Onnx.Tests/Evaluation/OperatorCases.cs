using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Tests.Evaluation;

/// <summary>Small models, each of which uses an operator in a way of its own.</summary>
internal static class OperatorCases
{
    private const OnnxElementType Float = OnnxElementType.Float32;
    private const OnnxElementType Whole = OnnxElementType.Int64;
    private const OnnxElementType Truth = OnnxElementType.Boolean;
    private const string Ml = "ai.onnx.ml.";

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = Cases().ToDictionary(pair => pair.Name, pair => pair.Model);

    private static IEnumerable<(string Name, Func<byte[]> Model)> Cases()
    {
        foreach (string name in "Relu Neg Abs Floor Ceil Round Sign Softsign HardSwish Sigmoid Tanh Exp Softplus Erf Mish Sin Cos LeakyRelu Elu Selu Celu ThresholdedRelu HardSigmoid Identity LogSoftmax Softmax".Split(' '))
            yield return (name, () => One(name, 18, [13], [13]));
        yield return ("Gelu", () => One("Gelu", 20, [13], [13]));
        yield return ("Gelu tanh", () => One("Gelu", 20, [13], [13], OnnxAttribute.Text("approximate", "tanh")));
        foreach (string name in "Sqrt Log Reciprocal".Split(' '))
        {
            yield return (name, () => new ModelDraft(13).Input("x", Float, 5)
                .Node("Exp", ["x"], ["positive"]).Node(name, ["positive"], ["y"]).Output("y", Float, 5).Bytes());
        }

        yield return ("LeakyRelu with alpha", () => One("LeakyRelu", 13, [3, 4], [3, 4], OnnxAttribute.Float("alpha", 0.3f)));
        yield return ("Elu with alpha", () => One("Elu", 13, [3, 4], [3, 4], OnnxAttribute.Float("alpha", 0.3f)));
        yield return ("Celu with alpha", () => One("Celu", 13, [3, 4], [3, 4], OnnxAttribute.Float("alpha", 0.3f)));
        yield return ("Clip before 11", () => One("Clip", 9, [4], [4], OnnxAttribute.Float("min", -0.5f), OnnxAttribute.Float("max", 1)));
        yield return ("Clip", () => With(13, [4], [4], draft => ("Clip", ["x", draft.Number(-0.5f), draft.Number(1)], [])));
        foreach (string name in "Add Sub Mul Div Max Min".Split(' '))
            yield return (name, () => With(13, [3, 4], [3, 4], draft => (name, ["x", draft.Weight(1, 2, 3, 1)], [])));
        yield return ("Sum of three", () => With(13, [3, 4], [3, 4], draft => ("Sum", ["x", draft.Weight(1, 2, 4), "x"], [])));
        yield return ("Mean of three", () => With(13, [3, 4], [3, 4], draft => ("Mean", ["x", draft.Weight(1, 2, 4), "x"], [])));
        yield return ("Pow of 2", () => With(13, [4], [4], draft => ("Pow", ["x", draft.Number(2)], [])));
        yield return ("Pow of 3", () => With(13, [4], [4], draft => ("Pow", ["x", draft.Number(3)], [])));
        yield return ("PRelu", () => With(13, [3, 4], [3, 4], draft => ("PRelu", ["x", draft.Weight(-1, 1, 3, 1)], [])));
        foreach (string name in "Less LessOrEqual Greater GreaterOrEqual Equal".Split(' '))
            yield return (name, () => Compared(name));
        foreach (string name in "And Or Xor".Split(' '))
            yield return (name, () => Logic(name));
        yield return ("Not", () => new ModelDraft(13).Input("x", Truth, 5).Node("Not", ["x"], ["y"]).Output("y", Truth, 5).Bytes());
        yield return ("IsNaN", () => new ModelDraft(13).Input("x", Float, 5)
            .Node("Log", ["x"], ["l"]).Node("IsNaN", ["l"], ["y"]).Output("y", Truth, 5).Bytes());
        yield return ("Where", On(() => new ModelDraft(13).Input("x", Float, 3, 4).Input("c", Truth, 3, 1),
            draft => draft.Node("Where", ["c", "x", draft.Number(-7)], ["y"]).Output("y", Float, 3, 4).Bytes()));
        foreach (OnnxElementType type in new[] { Whole, OnnxElementType.Int32, OnnxElementType.Float64, Truth })
        {
            yield return ($"Cast from {type}", () => new ModelDraft(13).Input("x", type, 5)
                .Node("Cast", ["x"], ["y"], OnnxAttribute.Int("to", (long)Float)).Output("y", Float, 5).Bytes());
            yield return ($"Cast to {type}", () => new ModelDraft(13).Input("x", Float, 5)
                .Node("Cast", ["x"], ["y"], OnnxAttribute.Int("to", (long)type)).Output("y", type, 5).Bytes());
        }

        yield return ("Softmax before 13", () => One("Softmax", 11, [3, 4], [3, 4], OnnxAttribute.Int("axis", 1)));
        yield return ("Softmax inside", () => One("Softmax", 13, [3, 4], [3, 4], OnnxAttribute.Int("axis", 1)));
        yield return ("LayerNormalization", () => With(17, [3, 8], [3, 8],
            draft => ("LayerNormalization", ["x", draft.Weight(0, 1, 8), draft.Weight(0, 1, 8)], [])));
        yield return ("InstanceNormalization", () => With(13, [3, 4, 5], [3, 4, 5],
            draft => ("InstanceNormalization", ["x", draft.Weight(0, 1, 3), draft.Weight(0, 1, 3)], [])));
        yield return ("BatchNormalization", () => With(15, [3, 4], [3, 4],
            draft => ("BatchNormalization", ["x", draft.Weight(0, 1, 3), draft.Weight(0, 1, 3), draft.Weight(0, 1, 3), draft.Weight(1, 2, 3)], [])));
        yield return ("LpNormalization", () => One("LpNormalization", 13, [3, 4], [3, 4], OnnxAttribute.Int("axis", 1)));
        foreach (string name in "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceSumSquare ReduceLogSumExp".Split(' '))
        {
            yield return ($"{name} inside", () => One(name, 11, [3, 17], [1, 17], OnnxAttribute.Ints("axes", 1)));
            yield return ($"{name} of all", () => One(name, 11, [3, 17], [], OnnxAttribute.Ints("axes", 1, 2), OnnxAttribute.Int("keepdims", 0)));
        }

        yield return ("ReduceMean by an input", () => With(18, [3, 5], [3, 1], draft => ("ReduceMean", ["x", draft.Numbers(-1)], [])));
        yield return ("ReduceLogSum", () => new ModelDraft(11).Input("x", Float, 3, 5)
            .Node("Exp", ["x"], ["p"]).Node("ReduceLogSum", ["p"], ["y"], OnnxAttribute.Ints("axes", 2)).Output("y", Float, 3, 1).Bytes());
        foreach (string name in "ArgMax ArgMin".Split(' '))
        {
            yield return (name, () => new ModelDraft(13).Input("x", Float, 3, 5)
                .Node("Round", ["x"], ["r"])
                .Node(name, ["r"], ["y"], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 0)).Output("y", Whole, 5).Bytes());
        }

        yield return ("ArgMax of the last", () => new ModelDraft(13).Input("x", Float, 6).Node("Round", ["x"], ["r"])
            .Node("ArgMax", ["r"], ["y"], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("select_last_index", 1)).Output("y", Whole, 1).Bytes());
        yield return ("MatMul", () => With(13, [3, 4], [3, 5], draft => ("MatMul", ["x", draft.Weight(-1, 1, 4, 5)], [])));
        yield return ("MatMul of many short rows", () => With(13, [65, 3], [65, 1], draft => ("MatMul", ["x", draft.Weight(-1, 1, 3, 1)], [])));
        yield return ("MatMul of two", () => new ModelDraft(13).Input("x", Float, 3, 4).Input("z", Float, 4, 2)
            .Node("MatMul", ["x", "z"], ["y"]).Output("y", Float, 3, 2).Bytes());
        yield return ("MatMul of a stack", () => With(13, [2, 3, 4], [2, 3, 5], draft => ("MatMul", ["x", draft.Weight(-1, 1, 2, 4, 5)], [])));
        yield return ("Gemm", () => With(13, [6], [5], draft => ("Gemm", ["x", draft.Weight(-1, 1, 6, 5), draft.Weight(-1, 1, 5)],
            [OnnxAttribute.Float("alpha", 0.5f), OnnxAttribute.Float("beta", 2)])));
        yield return ("Gemm without a bias", () => With(13, [6], [5], draft => ("Gemm", ["x", draft.Weight(-1, 1, 6, 5)], [])));
        yield return ("Conv in groups", () => With(13, [4, 6, 6], [6, 3, 3], draft => ("Conv", ["x", draft.Weight(-1, 1, 6, 2, 3, 3)],
            [OnnxAttribute.Int("group", 2), OnnxAttribute.Ints("strides", 2, 2), OnnxAttribute.Text("auto_pad", "SAME_UPPER")])));
        yield return ("Conv along one axis", () => With(13, [3, 9], [5, 8], draft => ("Conv", ["x", draft.Weight(-1, 1, 5, 3, 4)],
            [OnnxAttribute.Ints("pads", 0, 2)])));
        yield return ("Conv by one large kernel", () => With(13, [3, 12, 12], [1, 2, 2],
            draft => ("Conv", ["x", draft.Weight(-1, 1, 1, 3, 11, 11), draft.Weight(-1, 1, 1)], [])));
        yield return ("Conv by a kernel for each of many channels", () => With(13, [40, 5], [40, 3],
            draft => ("Conv", ["x", draft.Weight(-1, 1, 40, 1, 3)], [OnnxAttribute.Int("group", 40)])));
        yield return ("Conv over many places", () => With(13, [1, 5001], [4, 5000],
            draft => ("Conv", ["x", draft.Weight(-1, 1, 4, 1, 2), draft.Weight(-1, 1, 4)], [])));
        yield return ("MaxPool", () => One("MaxPool", 11, [3, 6, 6], [3, 3, 3], OnnxAttribute.Ints("kernel_shape", 3, 3),
            OnnxAttribute.Ints("strides", 2, 2), OnnxAttribute.Ints("pads", 1, 1, 0, 0)));
        yield return ("AveragePool", () => One("AveragePool", 11, [3, 6, 6], [3, 3, 3], OnnxAttribute.Ints("kernel_shape", 3, 3),
            OnnxAttribute.Ints("strides", 2, 2), OnnxAttribute.Ints("pads", 1, 1, 0, 0)));
        yield return ("AveragePool with the border", () => One("AveragePool", 11, [3, 6, 6], [3, 3, 3], OnnxAttribute.Ints("kernel_shape", 3, 3),
            OnnxAttribute.Ints("strides", 2, 2), OnnxAttribute.Ints("pads", 1, 1, 0, 0), OnnxAttribute.Int("count_include_pad", 1)));
        yield return ("GlobalAveragePool", () => One("GlobalAveragePool", 11, [3, 6, 6], [3, 1, 1]));
        yield return ("GlobalMaxPool", () => One("GlobalMaxPool", 11, [3, 6, 6], [3, 1, 1]));
        foreach (string mode in "constant edge reflect".Split(' '))
        {
            yield return ($"Pad {mode}", () => With(13, [3, 4], [4, 7],
                draft => ("Pad", ["x", draft.Numbers(0, 1, 2, 0, 0, 1)], [OnnxAttribute.Text("mode", mode)])));
        }

        yield return ("Reshape", () => With(13, [3, 4], [12], draft => ("Reshape", ["x", draft.Numbers(-1, 12)], [])));
        yield return ("Flatten", () => One("Flatten", 13, [3, 4], [12]));
        yield return ("Transpose", () => One("Transpose", 13, [3, 4, 5], [5, 3, 4], OnnxAttribute.Ints("perm", 0, 3, 1, 2)));
        yield return ("Unsqueeze and Squeeze", On(() => new ModelDraft(13).Input("x", Float, 3),
            draft => draft.Node("Unsqueeze", ["x", draft.Numbers(1)], ["u"]).Node("Neg", ["u"], ["n"])
                .Node("Squeeze", ["n", draft.Numbers(1)], ["y"]).Output("y", Float, 3).Bytes()));
        yield return ("Expand", On(() => new ModelDraft(13).Input("x", Float, 3, 1),
            draft => draft.Node("Shape", ["x"], ["s"]).Node("Gather", ["s", draft.Numbers(0)], ["rows"])
                .Node("Concat", ["rows", draft.Numbers(3, 5)], ["to"], OnnxAttribute.Int("axis", 0))
                .Node("Expand", ["x", "to"], ["y"]).Output("y", Float, 3, 5).Bytes()));
        yield return ("Tile", () => With(13, [3, 2], [6, 6], draft => ("Tile", ["x", draft.Numbers(1, 2, 3)], [])));
        yield return ("Concat", () => With(13, [3, 2], [7, 2], draft => ("Concat", ["x", "x", "o"], [OnnxAttribute.Int("axis", 1)]), one: true));
        yield return ("Slice", () => With(13, [5, 6], [2, 3],
            draft => ("Slice", ["x", draft.Numbers(1, -1), draft.Numbers(3, -7), draft.Numbers(1, 2), draft.Numbers(1, -2)], [])));
        yield return ("Slice backwards", () => With(13, [5, 6], [3, 6],
            draft => ("Slice", ["x", draft.Numbers(4), draft.Numbers(-6), draft.Numbers(1), draft.Numbers(-2)], [])));
        yield return ("Slice before 10", () => One("Slice", 9, [5, 6], [2, 6],
            OnnxAttribute.Ints("axes", 1), OnnxAttribute.Ints("starts", 1), OnnxAttribute.Ints("ends", 3)));
        yield return ("Split", On(() => new ModelDraft(13).Input("x", Float, 2, 5),
            draft => draft.Node("Split", ["x", draft.Numbers(2, 3)], ["a", "b"], OnnxAttribute.Int("axis", 2))
                .Node("Neg", ["b"], ["y"]).Output("y", Float, 2, 3).Output("a", Float, 2, 2).Bytes()));
        yield return ("Gather", () => With(13, [5, 2], [3, 2], draft => ("Gather", ["x", draft.Numbers(4, -5, 4)], [OnnxAttribute.Int("axis", 1)])));
        yield return ("Gather from a table", On(() => new ModelDraft(13).Input("x", Whole, 1),
            draft => draft.Node("Gather", [draft.Weight(-1, 1, 5, 3), "x"], ["y"]).Output("y", Float, 1, 3).Bytes()));
        yield return ("Constant", On(() => new ModelDraft(13).Input("x", Float, 3),
            draft => draft.Node("Constant", [], ["c"], OnnxAttribute.Float("value_float", 3)).Node("Add", ["x", "c"], ["y"]).Output("y", Float, 3).Bytes()));
        yield return ("ConstantOfShape", () => new ModelDraft(13).Input("x", Float, 3).Node("Shape", ["x"], ["s"])
            .Node("ConstantOfShape", ["s"], ["z"]).Node("Add", ["x", "z"], ["y"]).Output("y", Float, 3).Bytes());
        yield return ("Size of a weight", On(() => new ModelDraft(13).Input("x", Float, 3),
            draft => draft.Node("Size", [draft.Weight(0, 1, 7)], ["n"]).Node("Cast", ["n"], ["f"], OnnxAttribute.Int("to", 1))
                .Node("Mul", ["x", "f"], ["y"]).Output("y", Float, 3).Bytes()));
        yield return ("QuantizeLinear and DequantizeLinear", () => With(13, [3, 4], [3, 4], draft => ("DequantizeLinear",
            [draft.Quantized("x", 3), draft.Scale, draft.Zero], [])));
        yield return ("Dropout", () => One("Dropout", 13, [3], [3]));
        yield return ("Scaler", () => new ModelDraft(13).Input("x", Float, 3).Node(Ml + "Scaler", ["x"], ["y"])
            .Floats("offset", 1, 2, 3).Floats("scale", 0.5f, 2, -1).Output("y", Float, 3).Bytes());
        foreach (string norm in "MAX L1 L2".Split(' '))
            yield return ($"Normalizer {norm}", () => One(Ml + "Normalizer", 13, [3], [3], OnnxAttribute.Text("norm", norm)));
        yield return ("Imputer", () => new ModelDraft(13).Input("x", Float, 3).Node("Log", ["x"], ["l"])
            .Node(Ml + "Imputer", ["l"], ["y"]).Floats("imputed_value_floats", 5).NaN("replaced_value_float").Output("y", Float, 3).Bytes());
        yield return ("Binarizer", () => One(Ml + "Binarizer", 13, [3], [3], OnnxAttribute.Float("threshold", 0.5f)));
        yield return ("LabelEncoder of text", () => new ModelDraft(13).Input("x", OnnxElementType.Text, 1)
            .Node(Ml + "LabelEncoder", ["x"], ["y"], OnnxAttribute.Ints("values_int64s", 3, 4)).Texts("keys_strings", "a", "b")
            .Output("y", Whole, 1).Bytes());
        yield return ("LabelEncoder to text", () => new ModelDraft(13).Input("x", Whole, 1)
            .Node(Ml + "LabelEncoder", ["x"], ["y"], OnnxAttribute.Ints("keys_int64s", 0, 1)).Texts("values_strings", "no", "yes")
            .Output("y", OnnxElementType.Text, 1).Bytes());
        yield return ("LabelEncoder of numbers", () => new ModelDraft(13).Input("x", Whole, 1)
            .Node(Ml + "LabelEncoder", ["x"], ["y"], OnnxAttribute.Ints("keys_int64s", 0, 1)).Floats("values_floats", 0.5f, 7)
            .Output("y", Float, 1).Bytes());
        yield return ("OneHotEncoder of text", () => new ModelDraft(13).Input("x", OnnxElementType.Text, 1)
            .Node(Ml + "OneHotEncoder", ["x"], ["y"]).Texts("cats_strings", "b", "a").Output("y", Float, 1, 2).Bytes());
        yield return ("OneHotEncoder of numbers", () => new ModelDraft(13).Input("x", Whole, 2)
            .Node(Ml + "OneHotEncoder", ["x"], ["y"], OnnxAttribute.Ints("cats_int64s", 1, 0, -1)).Output("y", Float, 2, 3).Bytes());
        yield return ("FeatureVectorizer", () => new ModelDraft(13).Input("x", Float, 2).Input("z", Float, 3)
            .Node(Ml + "FeatureVectorizer", ["x", "z"], ["y"], OnnxAttribute.Ints("inputdimensions", 2, 3)).Output("y", Float, 5).Bytes());
        yield return ("ArrayFeatureExtractor", () => With(13, [5], [3], draft => (Ml + "ArrayFeatureExtractor", ["x", draft.Numbers(4, 0, 2)], [])));
    }

    private static byte[] One(string type, int version, long[] from, long[] to, params OnnxAttribute[] attributes) =>
        new ModelDraft(version).Input("x", Float, from).Node(type, ["x"], ["y"], attributes).Output("y", Float, to).Bytes();

    private static byte[] With(
        int version, long[] from, long[] to, Func<ModelDraft, (string Type, string[] Inputs, OnnxAttribute[] Attributes)> node, bool one = false)
    {
        ModelDraft draft = new ModelDraft(version).Input("x", Float, from);
        if (one)
            draft.Input("o", Float, [.. to.Zip(from, (length, other) => length - (2 * other)).Take(1), .. from.Skip(1)]);
        (string type, string[] inputs, OnnxAttribute[] attributes) = node(draft);
        return draft.Node(type, inputs, ["y"], attributes).Output("y", Float, to).Bytes();
    }

    private static Func<byte[]> On(Func<ModelDraft> begin, Func<ModelDraft, byte[]> build) => () => build(begin());

    private static byte[] Compared(string name)
    {
        ModelDraft draft = new ModelDraft(16).Input("x", Float, 5);
        return draft.Node("Round", ["x"], ["r"]).Node(name, ["r", draft.Number(1)], ["y"]).Output("y", Truth, 5).Bytes();
    }

    private static byte[] Logic(string name) => new ModelDraft(13).Input("x", Truth, 3).Input("z", Truth, 3)
        .Node(name, ["x", "z"], ["y"]).Output("y", Truth, 3).Bytes();
}
