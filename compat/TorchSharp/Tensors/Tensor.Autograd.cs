namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.torch_requires_grad(this);
            set => requires_grad_(value);
        }

        public bool is_leaf => Native.torch_is_leaf(this);

        /// <summary>The accumulated gradient, in a new wrapper each time, or null.</summary>
        public Tensor? grad
        {
            get
            {
                nint handle = Native.torch_grad(this);
                return handle == 0 ? null : new Tensor(handle);
            }

            set => Native.Check(Native.torch_set_grad(this, value));
        }

        public Tensor requires_grad_(bool requires_grad = true) =>
            Done(Native.torch_requires_grad_(this, requires_grad));

        public Tensor with_requires_grad(bool requires_grad = true) => alias().requires_grad_(requires_grad);

        public void retain_grad() => Native.Check(Native.torch_retain_grad(this));

        public Tensor detach() => Native.torch_detach(this);

        public Tensor detach_() => Done(Native.torch_detach_(this));

        /// <summary>Takes over another tensor's data, type and device, and drops the gradient.</summary>
        internal void BecomeCopyOf(Tensor other)
        {
            grad = null;
            Native.Check(Native.torch_set_data(this, other));
        }

        public void backward() => Native.Check(Native.torch_backward_one(this, null, false, false));

        public void backward(
            IList<Tensor>? grad_tensors = null,
            bool retain_graph = false,
            bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            if (inputs is null && grad_tensors is null or { Count: 1 })
                Native.Check(Native.torch_backward_one(this, grad_tensors?[0], retain_graph, create_graph));
            else
                autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
        }
    }
}
