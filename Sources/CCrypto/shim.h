#ifndef BILLOW_CCRYPTO_SHIM_H
#define BILLOW_CCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
