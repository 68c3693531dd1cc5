using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to gradients before a step.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most the one given.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                Tensor[] grads = [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
                if (grads.Length == 0) return 0;

                Tensor norms = stack(grads.Select(grad => grad.norm((float)norm_type)));
                double total = norms.norm((float)norm_type).ToDouble();
                double scale = max_norm / (total + 1e-6);
                if (scale < 1)
                    foreach (Tensor grad in grads) grad.mul_(scale);
                return total;
            }

            /// <summary>Clamps every gradient between minus the value and the value.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                foreach (Parameter tensor in tensors) tensor.grad?.clamp_(-clip_value, clip_value);
            }
        }
    }
}
