using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Runtime;

/// <summary>The input and output tensors of a policy.</summary>
/// <param name="State">The input, float [batch, ...]; empty if the policy takes columns.</param>
/// <param name="StateShape">The input's axes after the first; none if the policy takes columns.</param>
/// <param name="QValues">The output with a value for each action, float [batch, actions].</param>
/// <param name="Action">The output with the greedy action, int64 [batch].</param>
/// <param name="ActionCount">The number of actions.</param>
/// <param name="IsOfBytes">Whether the input is of bytes instead of floats.</param>
public sealed record PolicySignature(
    string State, IReadOnlyList<long> StateShape, string QValues, string Action, int ActionCount, bool IsOfBytes = false)
{
    /// <summary>The number of values of one state; 0 if the policy takes columns.</summary>
    public int ObservationSize { get; } = StateShape.Count == 0 ? 0 : Product(StateShape);

    /// <summary>The inputs: the state alone, or the columns of the rows.</summary>
    public IReadOnlyList<PolicyInput> Inputs { get; init; } =
        [new(State, IsOfBytes ? OnnxElementType.UInt8 : OnnxElementType.Float32, StateShape)];

    /// <summary>Whether the policy takes columns, such as a featurizer and a network in one file, instead of a state.</summary>
    public bool TakesColumns => StateShape.Count == 0;

    /// <summary>Whether a mask of the legal actions is required for each state.</summary>
    public bool IsMaskRequired { get; init; }

    /// <summary>Whether the model computes the margin of the best legal action over the next.</summary>
    public bool HasMargin { get; init; }

    /// <summary>The distributions of returns that the model computes; null for none.</summary>
    public ReturnDistribution? Distribution { get; init; }

    /// <summary>Whether the model computes the deviation of an ensemble's heads for each action.</summary>
    public bool HasUncertainty { get; init; }

    /// <summary>The names of the outputs other than Q-values and actions.</summary>
    public IReadOnlyList<string> ExtraOutputs =>
    [
        .. HasMargin ? [PolicyGraph.MarginName] : Array.Empty<string>(),
        .. Distribution is not null ? [PolicyGraph.DistributionName] : Array.Empty<string>(),
        .. HasUncertainty ? [PolicyGraph.UncertaintyName] : Array.Empty<string>(),
    ];

    /// <summary>The number of distribution values for one state; 0 for none.</summary>
    internal int DistributionValues => ActionCount * (Distribution?.Size ?? 0);

    /// <summary>Finds the tensors of a policy; without an action output, the name of the one to add.</summary>
    /// <exception cref="PolicyFormatException">The model is not a policy.</exception>
    internal static PolicySignature Of(OnnxModelInfo model)
    {
        if (model.Inputs.Count == 0)
            throw Refused("has no inputs");
        OnnxTensorInfo[] inputs = [.. model.Inputs.Where(input => !IsMask(input))];
        if (inputs.Length == 0 || inputs.FirstOrDefault(input => !IsColumn(input)) is not null)
            throw Refused($"has the input {inputs.FirstOrDefault(input => !IsColumn(input)) ?? model.Inputs[0]}");
        OnnxTensorInfo? state = inputs is [{ ElementType: OnnxElementType.Float32 or OnnxElementType.UInt8, Dimensions.Count: >= 2 } only]
            ? only
            : null;

        string outputs = string.Join("; ", model.Outputs);
        OnnxTensorInfo qValues = Output(model, PolicyGraph.QValuesName, OnnxElementType.Float32, rank: 2)
            ?? throw Refused($"has no single output of Q-values among {outputs}", HintOfConverter(model));
        IEnumerable<OnnxTensorInfo> ports = model.Inputs.Concat(model.Outputs);
        OnnxTensorInfo? action = Output(model, PolicyGraph.ActionName, OnnxElementType.Int64, rank: 1);
        if (action is null && ports.FirstOrDefault(port => port.Name == PolicyGraph.ActionName) is { } other)
            throw Refused($"has {other}, which is not Int64 [batch]");

        int actions = checked((int)qValues.Dimensions![1].Length!.Value);
        return new(
            state?.Name ?? "",
            state is null ? [] : ShapeOf(state),
            qValues.Name,
            action?.Name ?? PolicyGraph.ActionName,
            actions,
            state?.ElementType == OnnxElementType.UInt8)
        {
            Inputs = [.. inputs.Select(input => new PolicyInput(input.Name, input.ElementType, ShapeOf(input)))],
            IsMaskRequired = inputs.Length < model.Inputs.Count,
            HasMargin = HasOutput(model, PolicyGraph.MarginName),
            Distribution = ReturnDistribution.In(model, actions),
            HasUncertainty = HasOutput(model, PolicyGraph.UncertaintyName, actions),
        };
    }

    private static bool IsMask(OnnxTensorInfo input) =>
        input is { Name: PolicyGraph.MaskName, ElementType: OnnxElementType.Boolean, Dimensions.Count: 2 };

    private static bool IsColumn(OnnxTensorInfo input) =>
        RowColumn.CanBe(input.ElementType) && input.Dimensions is { Count: >= 1 } && IsBatched(input)
        && Product(ShapeOf(input)) > 0;

    private static long[] ShapeOf(OnnxTensorInfo input) => [.. input.Dimensions!.Skip(1).Select(axis => axis.Length!.Value)];

    /// <summary>Returns the only output of a kind, or among several the one with the usual name.</summary>
    private static OnnxTensorInfo? Output(OnnxModelInfo model, string usualName, OnnxElementType type, int rank)
    {
        OnnxTensorInfo[] fitting =
        [
            .. model.Outputs.Where(o => o.ElementType == type && o.Dimensions?.Count == rank && IsBatched(o)),
        ];
        return fitting.Length == 1 ? fitting[0] : Array.Find(fitting, output => output.Name == usualName);
    }

    private static bool HasOutput(OnnxModelInfo model, string name, params ReadOnlySpan<long?> width)
    {
        OnnxTensorInfo? output = model.Outputs.FirstOrDefault(output => output.Name == name);
        return output is { ElementType: OnnxElementType.Float32, Dimensions: { } dimensions }
            && dimensions.Select(axis => axis.Length).SequenceEqual([null, .. width]);
    }

    private static bool IsBatched(OnnxTensorInfo tensor) =>
        tensor.Dimensions![0].Length is null
        && tensor.Dimensions.Skip(1).All(axis => axis.Length is > 0 and <= int.MaxValue);

    private static int Product(IReadOnlyList<long> shape)
    {
        long size = 1;
        foreach (long axis in shape)
        {
            size *= axis;
            if (size > int.MaxValue)
                throw Refused($"has states of {string.Join(" × ", shape)} values");
        }

        return (int)size;
    }

    // ML.NET's own converter passes columns through under such names, including those of the policy.
    private static string HintOfConverter(OnnxModelInfo model) =>
        model.Inputs.Any(input => model.Outputs.Any(output => output.Name == $"{input.Name}.output"))
            ? " Such names are those of mlContext.Model.ConvertToOnnx, which leaves a policy out of its file: write it with "
                + "mlContext.ReinforcementLearning.ExportToOnnx."
            : "";

    private static PolicyFormatException Refused(string what, string hint = "") => new(
        $"The model {what}. A policy has an input Float32 or UInt8 [batch, ...], or one for each column of its rows, and an "
        + $"output of Q-values, Float32 [batch, actions]; batch is dynamic, and all other axes are fixed.{hint}");
}
