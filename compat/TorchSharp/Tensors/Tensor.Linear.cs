namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.torch_matmul(this, target);

        public Tensor mm(Tensor target) => Native.torch_mm(this, target);

        public Tensor bmm(Tensor batch2) => Native.torch_bmm(this, batch2);

        public Tensor mv(Tensor target) => Native.torch_mv(this, target);

        public Tensor dot(Tensor target) => Native.torch_dot(this, target);

        public Tensor outer(Tensor vec2) => Native.torch_outer(this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Native.torch_addmm(this, mat1, mat2, beta, alpha);

        public Tensor softplus(double beta = 1, double threshold = 20) => Native.torch_softplus(this, beta, threshold);

        public Tensor leaky_relu(Scalar negative_slope) => Native.torch_leaky_relu(this, negative_slope.ToDouble());
    }
}
