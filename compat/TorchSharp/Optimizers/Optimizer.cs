using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            /// <param name="handle">Zero: the native optimizers belong to the parameter groups.</param>
            protected Optimizer(IntPtr handle) => ArgumentOutOfRangeException.ThrowIfNotEqual(handle, 0);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual IEnumerable<Parameter> parameters() =>
                _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>One update; with a closure, after it has computed the loss, which is then the result.</summary>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = closure?.Invoke();
                foreach (ParamGroup group in _parameter_groups) Native.Check(StepNative(group));
                return loss;
            }

            /// <summary>Fills the gradients with zeros.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? grad = parameter.grad;
                    grad?.fill_(0);
                }
            }

            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            private protected virtual int StepNative(ParamGroup group) => 0;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                foreach (ParamGroup group in _parameter_groups) group.Release();
            }
        }
    }
}
