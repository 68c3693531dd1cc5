using DeepQ.Learning.Torch;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// The value of the state and the advantages of the actions, each from a separate stream, combined to Q(s, a) = V(s) +
/// A(s, a) − mean over a' of A(s, a').
/// </summary>
/// <remarks>
/// Wang et al.: Dueling Network Architectures for Deep Reinforcement Learning (2016), equation 9,
/// https://arxiv.org/abs/1511.06581. With several values per action, such as quantiles, each is combined separately, as in
/// Hessel et al.: Rainbow (2018).
/// </remarks>
internal sealed class DuelingHead : NetworkLayer
{
    private readonly NetworkLayer value;
    private readonly NetworkLayer advantage;
    private readonly int _valuesPerAction;

    public DuelingHead(NetworkLayer value, NetworkLayer advantage, int valuesPerAction)
        : base(nameof(DuelingHead))
    {
        this.value = value;
        this.advantage = advantage;
        _valuesPerAction = valuesPerAction;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor values = value.forward(input).view(-1, 1, _valuesPerAction);
        Tensor advantages = advantage.forward(input).view(values.shape[0], -1, _valuesPerAction);
        return (values.Plus(advantages) - advantages.mean([1], keepdim: true)).flatten(1);
    }

    internal override Tensor Trace(UnitTrace trace, Tensor input)
    {
        trace.Branch(input, value, advantage);
        return forward(input);
    }

    public override void ResampleNoise(Random random)
    {
        value.ResampleNoise(random);
        advantage.ResampleNoise(random);
    }

    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new DuelingLayer(value.ToLayers(), advantage.ToLayers(), _valuesPerAction)];

    internal override void DivideOutputs(double divisor)
    {
        value.DivideOutputs(divisor);
        advantage.DivideOutputs(divisor);
    }

    // A part common to all advantages has no effect.
    internal override void MapOutputs(Tensor map, Tensor shift)
    {
        value.MapOutputs(map, shift);
        using Tensor none = zeros_like(shift);
        advantage.MapOutputs(map, none);
    }

    internal override bool TakeInputsAs(Tensor factor, Tensor shift) =>
        value.TakeInputsAs(factor, shift) && advantage.TakeInputsAs(factor, shift);

    internal override IEnumerable<Parameter> ExportedWeights =>
        [.. value.ExportedWeights, .. advantage.ExportedWeights];
}
