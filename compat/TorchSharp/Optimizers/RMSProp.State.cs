using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    /// <summary>What RMSProp remembers of a parameter.</summary>
    public sealed class State : OptimizerState
    {
        public long step;
        public Tensor? square_avg;
        public Tensor? momentum_buffer;
        public Tensor? grad_avg;

        public State(Parameter parameter) : base(parameter)
        {
        }

        internal override long? StepCount
        {
            get => step;
            set => step = value ?? 0;
        }

        internal override int RequiredTensors => 1;

        internal override Tensor?[] Tensors
        {
            get => [square_avg, momentum_buffer, grad_avg];
            set => (square_avg, momentum_buffer, grad_avg) = (value[0], value[1], value[2]);
        }
    }
}
