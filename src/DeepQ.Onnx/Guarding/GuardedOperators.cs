using System.Collections.Frozen;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Operators;

namespace DeepQ.Onnx.Guarding;

/// <summary>The operators that a model may use; any other is refused.</summary>
internal static class GuardedOperators
{
    /// <summary>The domain of the operators that ML.NET's featurizers use.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    /// <summary>The greatest number of inputs of operators that take any number of them.</summary>
    public const int Many = 1_000;

    private static readonly FrozenDictionary<string, OperatorEntry> Entries = new OperatorEntry[][]
    {
        Of((1, 1), ElementwiseRules.Unary(1), "Relu Neg Abs Floor Ceil Round Sign"),
        Of((1, 1), ElementwiseRules.Unary(4), "Sqrt Reciprocal Softsign HardSwish"),
        Of((1, 1), ElementwiseRules.Unary(32), "Sigmoid Tanh Exp Log Softplus Erf Mish"),
        Of((1, 1), ElementwiseRules.Unary(64), "Sin Cos"),
        Of((1, 1), ElementwiseRules.Parametric, "LeakyRelu Elu Selu Celu ThresholdedRelu HardSigmoid Gelu"),
        Of((1, 3), ElementwiseRules.Clip, "Clip"),
        Of((2, 2), ElementwiseRules.Arithmetic(1), "Add Sub Mul"),
        Of((2, 2), ElementwiseRules.FloatArithmetic(4), "Div"),
        Of((2, 2), ElementwiseRules.Power, "Pow"),
        Of((2, 2), ElementwiseRules.Slope, "PRelu"),
        Of((1, Many), ElementwiseRules.Arithmetic(1), "Max Min"),
        Of((1, Many), ElementwiseRules.FloatArithmetic(1), "Sum Mean"),
        Of((2, 2), ElementwiseRules.Comparison, "Less Greater LessOrEqual GreaterOrEqual Equal"),
        Of((2, 2), ElementwiseRules.Logic, "And Or Xor"),
        Of((1, 1), ElementwiseRules.Logic, "Not"),
        Of((1, 1), ElementwiseRules.IsNaN, "IsNaN"),
        Of((3, 3), ElementwiseRules.Where, "Where"),
        Of((1, 1), ElementwiseRules.Cast, "Cast"),
        Of((1, 1), ElementwiseRules.Identity, "Identity"),
        Of((1, 3), ElementwiseRules.Dropout, "Dropout", outputs: 2),
        Of((1, 1), NormalizationRules.Softmax, "Softmax LogSoftmax"),
        Of((5, 5), NormalizationRules.Batch, "BatchNormalization"),
        Of((2, 3), NormalizationRules.Layer, "LayerNormalization"),
        Of((3, 3), NormalizationRules.Instance, "InstanceNormalization"),
        Of((1, 1), NormalizationRules.Length, "LpNormalization"),
        Of((1, 2), ReductionRules.Reduce, "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 "
            + "ReduceLogSum ReduceLogSumExp ReduceSumSquare"),
        Of((1, 1), ReductionRules.ArgMax, "ArgMax ArgMin"),
        Of((1, 2), ReductionRules.TopK, "TopK", outputs: 2),
        Of((2, 2), ProductRules.MatMul, "MatMul"),
        Of((2, 3), ProductRules.Gemm, "Gemm"),
        Of((2, 4), ProductRules.MatMulInteger, "MatMulInteger"),
        Of((2, 3), WindowRules.Convolution, "Conv"),
        Of((1, 1), WindowRules.Pool, "MaxPool AveragePool"),
        Of((1, 1), WindowRules.GlobalPool, "GlobalAveragePool GlobalMaxPool"),
        Of((1, 3), WindowRules.Pad, "Pad"),
        Of((2, 2), ReshapingRules.Reshape, "Reshape"),
        Of((1, 1), ReshapingRules.Flatten, "Flatten"),
        Of((1, 1), ReshapingRules.Transpose, "Transpose"),
        Of((1, 2), ReshapingRules.Unsqueeze, "Unsqueeze"),
        Of((1, 2), ReshapingRules.Squeeze, "Squeeze"),
        Of((2, 2), ReshapingRules.Expand, "Expand"),
        Of((2, 2), ReshapingRules.Tile, "Tile"),
        Of((1, Many), SelectionRules.Concat, "Concat"),
        Of((1, 5), SelectionRules.Slice, "Slice"),
        Of((1, 2), SelectionRules.Split, "Split", outputs: Many),
        Of((2, 2), SelectionRules.Gather, "Gather"),
        Of((0, 0), ConstantRules.Constant, "Constant"),
        Of((1, 1), ConstantRules.ConstantOfShape, "ConstantOfShape"),
        Of((1, 1), ConstantRules.Shape, "Shape"),
        Of((1, 1), ConstantRules.Size, "Size"),
        Of((1, 1), QuantizationRules.Dynamic, "DynamicQuantizeLinear", outputs: 3),
        Of((2, 3), QuantizationRules.Quantize, "QuantizeLinear"),
        Of((2, 3), QuantizationRules.Dequantize, "DequantizeLinear"),
        Ml((1, 1), FeaturizerRules.Scaler, "Scaler"),
        Ml((1, 1), FeaturizerRules.Normalizer, "Normalizer"),
        Ml((1, 1), FeaturizerRules.Imputer, "Imputer"),
        Ml((1, 1), FeaturizerRules.Binarizer, "Binarizer"),
        Ml((1, 1), FeaturizerRules.LabelEncoder, "LabelEncoder"),
        Ml((1, 1), FeaturizerRules.OneHotEncoder, "OneHotEncoder"),
        Ml((1, Many), FeaturizerRules.FeatureVectorizer, "FeatureVectorizer"),
        Ml((2, 2), FeaturizerRules.ArrayFeatureExtractor, "ArrayFeatureExtractor"),
    }.SelectMany(entries => entries).ToFrozenDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <summary>All allowed operators.</summary>
    public static IReadOnlyCollection<OperatorEntry> All => Entries.Values;

    /// <summary>Returns the rules of an operator; null if a model may not use it.</summary>
    public static OperatorEntry? Find(string domain, string operatorType) => domain switch
    {
        "" or "ai.onnx" => operatorType.Contains('.', StringComparison.Ordinal) ? null : Entries.GetValueOrDefault(operatorType),
        MachineLearning => Entries.GetValueOrDefault($"{MachineLearning}.{operatorType}"),
        _ => null,
    };

    private static OperatorEntry[] Of((int, int) inputs, OperatorRule rule, string names, int outputs = 1) =>
        [.. names.Split(' ').Select(name => new OperatorEntry(name, OnnxProfile.Policy, inputs, outputs, rule))];

    private static OperatorEntry[] Ml((int, int) inputs, OperatorRule rule, string name) =>
        [new($"{MachineLearning}.{name}", OnnxProfile.Pipeline, inputs, 1, rule)];
}
