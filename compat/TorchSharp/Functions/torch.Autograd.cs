namespace TorchSharp;

public static partial class torch
{
    public static bool is_grad_enabled() => Native.torch_grad_mode();

    /// <summary>No operation is recorded on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Gradients of chosen tensors.</summary>
    public static class autograd
    {
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            var roots = new HandleList(outputs);
            var leaves = new HandleList(inputs);
            var grads = new HandleList(grad_outputs);
            nint[] results = new nint[leaves.Count];
            Native.Check(Native.torch_gradients(
                roots.Handles, roots.Count, leaves.Handles, leaves.Count, grads.Handles, grads.Count,
                retain_graph || create_graph, create_graph, allow_unused, results));
            roots.KeepAlive();
            leaves.KeepAlive();
            grads.KeepAlive();
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            var roots = new HandleList(tensors);
            var grads = new HandleList(grad_tensors);
            var leaves = new HandleList(inputs);
            Native.Check(Native.torch_backward(
                roots.Handles, roots.Count, grads.Handles, grads.Count, leaves.Handles, leaves.Count,
                retain_graph ?? create_graph, create_graph));
            roots.KeepAlive();
            grads.KeepAlive();
            leaves.KeepAlive();
        }

        public static void backward(
            Tensor tensor,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        internal GradMode(bool enabled) => Native.torch_set_grad_mode(enabled);

        public void Dispose() => Native.torch_set_grad_mode(_before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint _guard;

        internal InferenceMode(bool enabled) => _guard = Native.torch_inference_mode(enabled);

        public void Dispose()
        {
            Native.torch_inference_mode_dispose(_guard);
            _guard = 0;
        }
    }
}
