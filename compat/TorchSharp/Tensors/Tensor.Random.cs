namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Done(Native.torch_uniform_(this, from, to, generator));

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Done(Native.torch_normal_(this, mean, std, generator));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Done(Native.torch_bernoulli_(this, p, generator));

        public Tensor bernoulli(Generator? generator = null) => Native.torch_bernoulli(this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Native.torch_multinomial(this, num_samples, replacement, generator);
    }
}
