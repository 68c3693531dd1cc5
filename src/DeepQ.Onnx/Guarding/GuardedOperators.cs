using System.Collections.Frozen;

namespace DeepQ.Onnx;

/// <summary>The operators whose results a guard can bound, by how it does so.</summary>
internal static class GuardedOperators
{
    private static readonly FrozenDictionary<string, GuardedKind> Kinds = Table(
        (GuardedKind.Elementwise, "Add Sub Mul Div Pow Mod Less Greater LessOrEqual GreaterOrEqual Equal And Or Xor Max "
            + "Min Sum Mean Where PRelu"),
        (GuardedKind.SameShape, "Relu Sigmoid Tanh Sqrt Cos Sin Not Identity Cast Abs Neg Exp Log Floor Ceil Round Sign "
            + "Reciprocal Clip Softmax LogSoftmax LeakyRelu Elu Selu HardSigmoid Softplus Softsign Erf Gelu IsNaN "
            + "BatchNormalization LayerNormalization LpNormalization Dropout Scaler Normalizer Imputer Binarizer "
            + "LabelEncoder QuantizeLinear DequantizeLinear DynamicQuantizeLinear"),
        (GuardedKind.Reduction, "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSumExp "
            + "ReduceSumSquare ArgMax ArgMin"),
        (GuardedKind.NotLarger, "Slice Split Squeeze TopK GlobalAveragePool GlobalMaxPool"),
        (GuardedKind.Product, "MatMul Gemm MatMulInteger"),
        (GuardedKind.Window, "Conv ConvInteger MaxPool AveragePool"),
        (GuardedKind.Sum, "Concat FeatureVectorizer"),
        (GuardedKind.Gather, "Gather OneHotEncoder"),
        (GuardedKind.Reshape, "Reshape"),
        (GuardedKind.Flatten, "Flatten"),
        (GuardedKind.Transpose, "Transpose"),
        (GuardedKind.Unsqueeze, "Unsqueeze"),
        (GuardedKind.Constant, "Constant"),
        (GuardedKind.Shape, "Shape Size"));

    public static bool IsStandard(string domain) => domain is "" or "ai.onnx" or "ai.onnx.ml";

    public static bool IsKnown(string operatorType) => Kinds.ContainsKey(operatorType);

    public static GuardedKind KindOf(string operatorType) => Kinds[operatorType];

    private static FrozenDictionary<string, GuardedKind> Table(params (GuardedKind Kind, string Operators)[] rows) => rows
        .SelectMany(row => row.Operators.Split(' ').Select(name => (name, row.Kind)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.Kind, StringComparer.Ordinal);
}
